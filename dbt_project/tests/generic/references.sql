{#- Values of foreign keys that their dimension does not hold. One query for all keys of a model; NULL is no reference. -#}
{% test references(model, targets) %}
{%- for column, target in targets.items() %}
select
    '{{ column }}' as column_name,
    cast({{ column }} as string) as dangling_value
from {{ model }}
where {{ column }} is not null and {{ column }} not in (select {{ column }} from {{ ref(target) }})
{%- if not loop.last %}

union all
{% endif %}
{%- endfor %}
{% endtest %}
