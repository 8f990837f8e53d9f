{#- Rows whose key is NULL, and keys that several rows bear. One query for both. -#}
{% test primary_key(model, columns) %}
select
    {{ columns | join(', ') }},
    count(*) as bearers
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1 or {{ columns | join(' is null or ') }} is null
{% endtest %}
