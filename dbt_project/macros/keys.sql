{#- A text as names are compared: lower case, half width, without blanks, punctuation and symbols. -#}
{% macro normalise(expression) -%}
    {{ regexp_remove(
        "lower(translate(" ~ expression ~ ", '０１２３４５６７８９％', '0123456789%'))",
        '[\\p{P}\\p{S}\\p{Z}\\s]+'
    ) }}
{%- endmacro %}

{#- The core of a name: normalised, without the words that any such name may carry; the name itself where only such words stand. -#}
{% macro name_core(expression, generic_words) -%}
    coalesce(
        nullif({{ regexp_remove(normalise(regexp_remove(expression, '[（(][^（）()]*[）)]')), generic_words) }}, ''),
        {{ normalise(expression) }}
    )
{%- endmacro %}

{#- A stable key over parts that say what a fact is. Never offsets or content: a better extractor keeps the keys. -#}
{% macro fingerprint(parts) -%}
    {%- set cast_parts = [] -%}
    {%- for part in parts -%}
        {%- do cast_parts.append("coalesce(cast(" ~ part ~ " as string), '')") -%}
    {%- endfor -%}
    {{ hash_text("concat_ws('|', " ~ cast_parts | join(", ") ~ ")") }}
{%- endmacro %}

{#- The ordinal of a row among rows that say the same of themselves, in reading order. -#}
{% macro ordinal(parts) -%}
    row_number() over (
        partition by report_key{% for part in parts %}, {{ part }}{% endfor %}
        order by document_seq, char_start, char_end, fact_id
    )
{%- endmacro %}

{#- Whether one of two names contains the other. -#}
{% macro alike(first, second) -%}
    (instr({{ first }}, {{ second }}) > 0 or instr({{ second }}, {{ first }}) > 0)
{%- endmacro %}

{#- The key of a row, or of the row it repeats: what an attachment says again as an earlier document of the report said it is
    the same fact. Needs own_key and first_document_seq (the first document that states it). -#}
{% macro statement_key(parts) -%}
    case
        when document_seq > first_document_seq
            then first_value(own_key) over (
                partition by report_key{% for part in parts %}, {{ part }}{% endfor %}
                order by reading_order, fact_id
            )
        else own_key
    end
{%- endmacro %}
