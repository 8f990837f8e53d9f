{#- Incremental builds: a model whose rows belong to one report or one document computes those of the reports that the night
    has touched, and keeps the others. Such a model is `materialized: incremental`, its `unique_key` says whose its rows are,
    and it reads through touched() whatever has that key. What must be computed anew is decided in int_offices_inputs,
    int_reports_inputs and int_documents_inputs, nowhere else; rows are replaced by the materialization in replaced.sql.

    An incremental build rests on the same models, seeds, variables, corrections and extractor as the one before it; whoever
    changes one of them, or stops a build half-way, builds with --full-refresh. The nightly run sees to that itself. -#}

{#- A relation, in an incremental build only its rows of touched reports (or documents). -#}
{% macro touched(model_name, key='report_key') -%}
    {#- Parsing sees every reference; a unit test has no table to be incremental to. -#}
    {%- if not execute or (model.config.materialized == 'incremental' and is_incremental()) -%}
    (select * from {{ ref(model_name) }} where {{ key }} in ({{ touched_keys(key) }}))
    {%- else -%}
    {{ ref(model_name) }}
    {%- endif -%}
{%- endmacro %}

{#- The keys of touched reports or documents, as a query. Offices are found before it is known which reports there are. -#}
{% macro touched_keys(key) -%}
    {%- set inputs = {'report_key': 'int_reports_inputs', 'document_key': 'int_documents_inputs'}[key] -%}
    select {{ key }} from {{ ref('int_offices_inputs' if 'offices' in model.fqn else inputs) }} where is_touched
{%- endmacro %}

{#- The end of a model of inputs: each key of the CTE `now` (key, inputs) with whether its inputs are others than in the last build.
    A key that is gone stays for one build, so that its rows go everywhere. -#}
{% macro held_against_last_build(key) -%}
    {%- set before = load_relation(this) if execute and not should_full_refresh() -%}
    {%- if before %}
select
    coalesce(now.{{ key }}, before.{{ key }}) as {{ key }},
    now.inputs,
    now.inputs is distinct from before.inputs as is_touched
from now
full outer join {{ before }} as before on now.{{ key }} = before.{{ key }}
where now.inputs is not null or before.inputs is not null
    {%- else %}
select
    {{ key }},
    inputs,
    true as is_touched
from now
    {%- endif %}
{%- endmacro %}
