{#- Between which releases each version was current. A version that the ledger does not know yet begins with this build; one
    that was current until now ends with it. -#}
with versions as (
    select * from {{ ref('int_reports_versions') }}
),

releases as (
    select * from {{ ref('stg_report_releases') }}
),

builds as (
    select * from {{ ref('stg_builds') }}
)

select
    versions.report_key,
    versions.is_current,
    coalesce(releases.valid_from_release, builds.release_id) as valid_from_release,
    case
        when not versions.is_current then coalesce(releases.valid_to_release, builds.release_id)
    end as valid_to_release
from versions
cross join builds
left join releases on versions.report_key = releases.report_key
