{#- What became of every line of corrections.csv. The current version of the report decides; a fact that only superseded
    versions hold is told from these. -#}
with corrections as (
    select * from {{ ref('stg_corrections') }}
),

matched as (
    select * from {{ ref('int_corrections_matched') }}
    union all
    select * from {{ ref('int_corrections_matched_totals') }}
),

ranked as (
    select
        *,
        row_number() over (
            partition by correction_seq
            order by
                case when is_current then 1 else 2 end,
                case when is_counted then 1 when is_match then 2 else 3 end,
                report_key,
                document_key,
                fact_id
        ) as position
    from matched
),

judged as (
    select
        corrections.*,
        ranked.report_key,
        ranked.is_current,
        ranked.extracted_value,
        case
            when corrections.problem is not null then 'invalid'
            when ranked.report_key is null then 'unknown_fact'
            when ranked.is_counted then 'applied'
            when ranked.is_match then 'superseded'
            else 'stale'
        end as status
    from corrections
    left join ranked on corrections.correction_seq = ranked.correction_seq and ranked.position = 1
)

select
    correction_seq,
    fact_table,
    fact_key,
    column_name,
    report_key,
    status,
    case
        when status = 'invalid' then problem
        when status = 'unknown_fact' then 'no fact has this key'
        when status = 'superseded' then 'a later correction of the same value counts'
        when status = 'stale'
            then 'the extracted value is now ' || coalesce(extracted_value, 'empty') || ', not '
                || coalesce(base_value, 'empty')
        when not is_current then 'only a superseded version of the report holds this fact'
    end as reason,
    extracted_value,
    case when status = 'applied' then new_value end as corrected_value,
    old_value,
    new_value,
    evidence,
    corrected_by,
    corrected_at,
    why
from judged
