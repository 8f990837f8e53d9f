{#- Values outside a column's vocabulary. One query for all columns of a model; NULL is no value. -#}
{% test accepted(model, allowed) %}
{%- for column, accepted_values in allowed.items() %}
select
    '{{ column }}' as column_name,
    {{ column }} as strange_value
from {{ model }}
where {{ column }} not in ({% for each in accepted_values %}'{{ each }}'{{ ', ' if not loop.last }}{% endfor %})
{%- if not loop.last %}

union all
{% endif %}
{%- endfor %}
{% endtest %}
