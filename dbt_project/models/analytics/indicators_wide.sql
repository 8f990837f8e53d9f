-- Every value of an indicator with all that is known of it in one row.
select
    indicators.indicator_fact_key,
    indicators.report_key,
    indicators.office_key,
    offices.office_name,
    indicators.year_key,
    indicators.district_key,
    districts.district_name,
    districts.city_name,
    indicators.context,
    indicators.level1,
    indicators.level2,
    indicators.indicator_name,
    indicators.indicator_key,
    concepts.indicator_name as concept_name,
    concepts.measure,
    concepts.is_ascending,
    indicators.target_text,
    indicators.target_comparator,
    indicators.target_value,
    indicators.target_unit,
    indicators.actual_text,
    indicators.actual_comparator,
    indicators.actual_value,
    indicators.actual_unit,
    indicators.declared_status,
    indicators.computed_status,
    indicators.declared_completion_pct,
    indicators.computed_completion_pct,
    indicators.weight,
    indicators.declared_score,
    indicators.recomputed_score,
    -- A cell that packs several values has one weight and one score for all of them.
    cast(
        case when coalesce(indicators.part_seq, 1) = 1 then indicators.weight - indicators.declared_score end
        as decimal(38, 10)
    ) as lost_points,
    cast(indicators.declared_score - indicators.recomputed_score as decimal(38, 10)) as score_difference,
    indicators.deviation_reason_text,
    indicators.is_duplicate_row,
    indicators.document_key,
    indicators.page,
    indicators.quote
from {{ ref('fct_indicators') }} as indicators
left join {{ ref('dim_offices') }} as offices on indicators.office_key = offices.office_key
left join {{ ref('dim_districts') }} as districts on indicators.district_key = districts.district_key
left join {{ ref('dim_indicators') }} as concepts on indicators.indicator_key = concepts.indicator_key
