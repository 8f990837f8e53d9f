{#- Statements of annual tasks with their keys. What an attachment repeats word for word is one statement. -#}
with facts as (
    {{ reported_facts('stg_tasks') }}
),

named as (
    select
        *,
        {{ normalise('task_name') }} as task_norm,
        {{ normalise("coalesce(goal_text, '') || coalesce(result_text, '')") }} as statement_norm
    from facts
),

numbered as (
    select
        *,
        {{ ordinal(['task_stage', 'task_norm']) }} as ordinal,
        min(document_seq) over (partition by report_key, task_stage, task_norm, statement_norm) as first_document_seq
    from named
),

keyed as (
    select
        {{ fingerprint(['series_key', "'tasks'", 'task_stage', 'task_norm', 'ordinal']) }} as own_key,
        *
    from numbered
)

select
    {{ statement_key(['task_stage', 'task_norm', 'statement_norm']) }} as task_key,
    document_seq > first_document_seq as is_repeated_statement,
    {{ columns_except(['own_key']) }}
from keyed
