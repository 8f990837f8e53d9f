{#- The rows of one extracted table as facts of report versions, with the keys that every fact carries. -#}
{% macro reported_facts(staging_model) -%}
    select
        facts.*,
        members.report_key,
        members.series_key,
        members.is_current,
        members.role,
        members.document_seq,
        cast(members.document_seq as bigint) * 1000000000 + facts.char_start as reading_order,
        members.office_key,
        members.district_key,
        members.year_key
    from {{ touched(staging_model, 'document_key') }} as facts
    inner join {{ touched('int_reports_documents') }} as members on facts.document_key = members.document_key
{%- endmacro %}

{#- The columns at the head of every published fact. -#}
{% macro keys_of_fact() -%}
    report_key,
    office_key,
    district_key,
    year_key
{%- endmacro %}

{#- The columns at the foot of every published fact: where it was read. -#}
{% macro evidence_of_fact() -%}
    document_key,
    page,
    char_start,
    char_end,
    quote,
    extraction_rule
{%- endmacro %}
