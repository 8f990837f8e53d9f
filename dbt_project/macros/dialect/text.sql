{#- What DuckDB and Spark say differently about text. Nothing else in the project may call these functions.

    Patterns are in the syntax that RE2 (DuckDB) and Java (Spark) share, without look-around. -#}

{#- The md5 of a text as 32 hex digits. -#}
{% macro hash_text(expression) -%}
    {{ return(adapter.dispatch('hash_text')(expression)) }}
{%- endmacro %}
{% macro default__hash_text(expression) -%} md5({{ expression }}) {%- endmacro %}

{#- A pattern as Java must be told it: `$` is the end of the text, where Java's own stands before a last line break too, and
    only \n ends a line. -#}
{% macro java_pattern(pattern) -%}
    {{ return('(?d)' ~ pattern | replace('$', '\\z')) }}
{%- endmacro %}

{#- The text without every match of a pattern. -#}
{% macro regexp_remove(expression, pattern) -%}
    {{ return(adapter.dispatch('regexp_remove')(expression, pattern)) }}
{%- endmacro %}
{% macro default__regexp_remove(expression, pattern) -%}
    regexp_replace({{ expression }}, '{{ pattern }}', '', 'g')
{%- endmacro %}
{% macro spark__regexp_remove(expression, pattern) -%}
    regexp_replace({{ expression }}, '{{ java_pattern(pattern) }}', '')
{%- endmacro %}

{#- The text with the end that a pattern finds replaced by another, or by one of the pattern's groups. The pattern ends in `$`:
    DuckDB replaces the first match, Spark every one. -#}
{% macro regexp_end_replaced(expression, pattern, replacement='', group=none) -%}
    {{ return(adapter.dispatch('regexp_end_replaced')(expression, pattern, replacement, group)) }}
{%- endmacro %}
{% macro default__regexp_end_replaced(expression, pattern, replacement, group) -%}
    regexp_replace({{ expression }}, '{{ pattern }}', '{{ "\\" ~ group if group else replacement }}')
{%- endmacro %}
{% macro spark__regexp_end_replaced(expression, pattern, replacement, group) -%}
    regexp_replace({{ expression }}, '{{ java_pattern(pattern) }}', '{{ "$" ~ group if group else replacement }}')
{%- endmacro %}

{#- A group of the first match, an empty text where there is none. -#}
{% macro regexp_part(expression, pattern, group=0) -%}
    {{ return(adapter.dispatch('regexp_part')(expression, pattern, group)) }}
{%- endmacro %}
{% macro default__regexp_part(expression, pattern, group) -%}
    regexp_extract({{ expression }}, '{{ pattern }}', {{ group }})
{%- endmacro %}
{% macro spark__regexp_part(expression, pattern, group) -%}
    regexp_extract({{ expression }}, '{{ java_pattern(pattern) }}', {{ group }})
{%- endmacro %}

{#- A group of the first match, NULL where there is none. -#}
{% macro regexp_first(expression, pattern, group=0) -%}
    nullif({{ regexp_part(expression, pattern, group) }}, '')
{%- endmacro %}

{#- Every whole match of a pattern, as a list. -#}
{% macro regexp_all(expression, pattern, group=0) -%}
    {{ return(adapter.dispatch('regexp_all')(expression, pattern, group)) }}
{%- endmacro %}
{% macro default__regexp_all(expression, pattern, group) -%}
    regexp_extract_all({{ expression }}, '{{ pattern }}', {{ group }})
{%- endmacro %}
{% macro spark__regexp_all(expression, pattern, group) -%}
    regexp_extract_all({{ expression }}, '{{ java_pattern(pattern) }}', {{ group }})
{%- endmacro %}

{#- Whether a pattern occurs anywhere in the text. The pattern is an SQL expression: a literal or a column. -#}
{% macro regexp_found(expression, pattern) -%}
    {{ return(adapter.dispatch('regexp_found')(expression, pattern)) }}
{%- endmacro %}
{% macro default__regexp_found(expression, pattern) -%}
    regexp_matches({{ expression }}, {{ pattern }})
{%- endmacro %}
{% macro spark__regexp_found(expression, pattern) -%}
    {%- if pattern.startswith("'") -%}
    ({{ expression }} rlike '{{ java_pattern(pattern[1:-1]) }}')
    {%- else -%}
    ({{ expression }} rlike concat('(?d)', replace({{ pattern }}, '$', '\z')))
    {%- endif -%}
{%- endmacro %}

{#- Whether a text ends with another. -#}
{% macro ends_with(expression, ending) -%}
    {{ return(adapter.dispatch('ends_with')(expression, ending)) }}
{%- endmacro %}
{% macro default__ends_with(expression, ending) -%} ends_with({{ expression }}, {{ ending }}) {%- endmacro %}
{% macro spark__ends_with(expression, ending) -%} endswith({{ expression }}, {{ ending }}) {%- endmacro %}

{#- The values of a group in one text, in a stated order. -#}
{% macro text_list(expression, separator, order_by) -%}
    {{ return(adapter.dispatch('text_list')(expression, separator, order_by)) }}
{%- endmacro %}
{% macro default__text_list(expression, separator, order_by) -%}
    string_agg({{ expression }}, '{{ separator }}' order by {{ order_by }})
{%- endmacro %}
{#- Not listagg: Spark 4.3 fails on one beside an aggregate of distinct values. `order_by` is one ascending expression. -#}
{% macro spark__text_list(expression, separator, order_by) -%}
    case when count({{ expression }}) > 0 then array_join(transform(
        array_sort(collect_list(
            case
                when ({{ expression }}) is not null
                    then named_struct('position', {{ order_by }}, 'member', {{ expression }})
            end
        )),
        placed -> placed.member
    ), '{{ separator }}') end
{%- endmacro %}

{#- The share of the shorter text's pairs of characters that the longer one holds too: 0 to 1. -#}
{% macro pair_overlap(first, second) -%}
    {{ return(adapter.dispatch('pair_overlap')(first, second)) }}
{%- endmacro %}
{% macro default__pair_overlap(first, second) -%}
    {%- set first_pairs -%}
    list_distinct(list_transform(range(1, greatest(length({{ first }}), 2)), lambda i: substr({{ first }}, i, 2)))
    {%- endset -%}
    {%- set second_pairs -%}
    list_distinct(list_transform(range(1, greatest(length({{ second }}), 2)), lambda i: substr({{ second }}, i, 2)))
    {%- endset -%}
    {{ divide(
        'len(list_intersect(' ~ first_pairs ~ ', ' ~ second_pairs ~ '))',
        'least(len(' ~ first_pairs ~ '), len(' ~ second_pairs ~ '))'
    ) }}
{%- endmacro %}
{% macro spark__pair_overlap(first, second) -%}
    {%- set first_pairs = spark__pairs_of(first) -%}
    {%- set second_pairs = spark__pairs_of(second) -%}
    {{ divide(
        'size(array_intersect(' ~ first_pairs ~ ', ' ~ second_pairs ~ '))',
        'least(size(' ~ first_pairs ~ '), size(' ~ second_pairs ~ '))'
    ) }}
{%- endmacro %}
{% macro spark__pairs_of(text) -%}
    array_distinct(array_compact(transform(
        sequence(1, greatest(length({{ text }}), 2) - 1), i -> substr({{ text }}, i, 2)
    )))
{%- endmacro %}
