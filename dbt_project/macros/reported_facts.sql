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
