{#- The columns of the model's contract, in its order: declared once, in the yml. -#}
{% macro declared_columns(relation=none, except=[]) -%}
    {%- for name in model.columns if name not in except %}
    {{ relation ~ '.' if relation }}{{ name }}{{ ',' if not loop.last }}
    {%- else %}
    *
    {%- endfor %}
{%- endmacro %}

{#- A fact table of superseded versions: the same columns, and the releases between which the version was current. -#}
{% macro superseded_facts(intermediate_model, condition='true') -%}
with facts as (
    select * from {{ touched(intermediate_model) }}
),

releases as (
    select * from {{ touched('int_reports_released') }}
)

select
    {{- declared_columns('facts', except=['valid_from_release', 'valid_to_release']) }},
    releases.valid_from_release,
    releases.valid_to_release
from facts
inner join releases on facts.report_key = releases.report_key
where
    not facts.is_current
    and {{ condition }}
{%- endmacro %}

{#- A fact table of the current versions. The rows of a report stand together, so that a question about one office or
    report reads a few row groups, not the table. -#}
{% macro current_facts(intermediate_model, condition='true') -%}
with facts as (
    select * from {{ touched(intermediate_model) }}
)

select
    {{- declared_columns('facts') }}
from facts
where
    facts.is_current
    and {{ condition }}
order by facts.report_key
{%- endmacro %}
