{#- The clause of a quote that holds a figure: verbatim, at most some 160 characters, never a page. -#}
{% macro clause(quote, figure=none) -%}
    {%- if figure is none -%}
    substr({{ quote }}, 1, 200)
    {%- else -%}
    case
        when length({{ quote }}) <= 200 then {{ quote }}
        when {{ figure }} is null or instr({{ quote }}, {{ figure }}) = 0 then substr({{ quote }}, 1, 160)
        else
            {{ regexp_part('substr(' ~ quote ~ ', 1, instr(' ~ quote ~ ', ' ~ figure ~ ') - 1)', '[^，。；;！？\\n\\t]{0,80}$') }}
            || {{ figure }}
            || {{ regexp_part(
                'substr(' ~ quote ~ ', instr(' ~ quote ~ ', ' ~ figure ~ ') + length(' ~ figure ~ '))',
                '^[^，。；;！？\\n\\t]{0,80}'
            ) }}
    end
    {%- endif -%}
{%- endmacro %}

{#- An amount in yuan as 万元, the unit that reports print. -#}
{% macro in_wan(amount) -%}
    {{ plain_number('(' ~ amount ~ ') / 10000', 6) }}
{%- endmacro %}

{#- The head of a table row: its first cell and the short cells after it, up to the first cell that is a text. -#}
{% macro row_head(quote) -%}
    case
        when length({{ quote }}) <= 200 then {{ quote }}
        else coalesce(
            nullif(substr({{ regexp_part(quote, '^([^\\t]{0,120}(\\t[^\\t]{0,20}){0,6})\\t', 1) }}, 1, 200), ''),
            substr({{ quote }}, 1, 160)
        )
    end
{%- endmacro %}

{#- The sentence of a document's text around a figure's place, for a figure that stands outside its fact's quote. -#}
{% macro sentence_in_text(text, char_start, char_end) -%}
    {%- set before -%}
    substr({{ text }}, cast(greatest(1, {{ char_start }} - 79) as bigint), cast(least(80, {{ char_start }}) as bigint))
    {%- endset -%}
    {%- set after -%}
    substr({{ text }}, cast({{ char_start }} + 1 as bigint), cast({{ char_end }} - {{ char_start }} + 40 as bigint))
    {%- endset -%}
    {{ regexp_part(before, '[^。；;！？\\n\\t]*$') }} || {{ regexp_part(after, '^[^。；;！？\\n\\t]*') }}
{%- endmacro %}
