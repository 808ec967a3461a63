using System.Text.Json;
using MlopsCl.Learner.Prompting.Jinja;

namespace MlopsCl.Learner.Tests.Prompting;

/// <summary>Expected texts, spans and errors: what Python's Jinja2 gave (Fixtures/jinja/make.py).</summary>
public sealed class JinjaTests
{
    private static readonly JsonElement Given = JsonDocument.Parse(File.ReadAllBytes(Fixture.Path("jinja", "cases.json"))).RootElement;

    private static readonly JsonElement[] Cases = [.. Given.GetProperty("cases").EnumerateArray()];

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Cases.Length)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void Render_GivesWhatJinjaGives(int index)
    {
        var item = Cases[index];
        var source = item.GetProperty("template").GetString()!;
        if (item.TryGetProperty("error", out _))
        {
            var error = Assert.Throws<JinjaException>(() => Render(source, Given.GetProperty("values")));
            Assert.StartsWith("case.jinja: line 1: ", error.Message);
            return;
        }

        var (text, spans) = Render(source, Given.GetProperty("values"));
        Assert.Equal(item.GetProperty("text").GetString(), text);
        var expected = item.GetProperty("spans").EnumerateArray().Select(span => (Utf16(text, span[0].GetInt32()), Utf16(text, span[1].GetInt32())));
        Assert.Equal(expected, spans);
    }

    [Fact]
    public void AnErrorThatTheTemplateRaises_KeepsItsOwnWords()
    {
        var error = Assert.Throws<JinjaException>(() => Render("a\n{% if true %}\n  {{ raise_exception('roles must alternate') }}{% endif %}", default));
        Assert.Equal("roles must alternate", error.Reason);
        Assert.Equal(3, error.Line);
    }

    [Theory]
    [InlineData("{{ [{'a': 1}, {'b': 2}] | sort }}")]
    [InlineData("{{ [3, 'x', 1] | sort(reverse=true) }}")]
    [InlineData("{{ {'a': 1, 'b': none} | dictsort(by='value') }}")]
    public void Sorting_WhatHasNoOrder_SaysSo(string source)
    {
        var error = Assert.Throws<JinjaException>(() => Render(source, default));
        Assert.Equal(1, error.Line);
        Assert.EndsWith("have no order.", error.Reason);
    }

    [Theory]
    [InlineData("{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}", "steps")]
    [InlineData("{% set ns = namespace(t='xxxxxxxxxx') %}{% for a in range(99) %}{% set ns.t = ns.t + ns.t %}{% endfor %}", "characters")]
    [InlineData("{{ 'x' * 999999999999 }}", "characters")]
    [InlineData("{{ [1] * 999999999999 }}", "elements")]
    [InlineData("{{ 'aaaaaaaaaa'.replace('', 'b' * 8000000) }}", "characters")]
    [InlineData("{{ (['b' * 8000000] * 90000) | join }}", "characters")]
    [InlineData("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "deep")]
    [InlineData("{{ 2 ** 9999999999 }}", "too large")]
    [InlineData("{{ 'a'.rjust(99999999999) }}", "characters")]
    [InlineData("{% for a in range(99999) %}{{ 'x' * 1000 }}{% endfor %}", "characters")]
    public void ATemplateThatTakesTooMuch_IsEnded(string source, string reason) =>
        Assert.Contains(reason, Assert.Throws<JinjaException>(() => Render(source, default)).Message);

    [Theory]
    [InlineData("(", ")", 100_000)]
    [InlineData("not ", "", 100_000)]
    [InlineData("-", "", 100_000)]
    [InlineData("[", "]", 100_000)]
    [InlineData("{1:", "}", 100_000)]
    [InlineData("1 if 1 else ", "", 100_000)]
    [InlineData("1 + ", "", 50_000)]
    [InlineData("1 ~ ", "", 50_000)]
    [InlineData("", "|string", 50_000)]
    [InlineData("", ".a", 50_000)]
    public void ATemplateThatIsNestedTooDeeply_IsRefused(string before, string behind, int times)
    {
        var source = "{{ " + string.Concat(Enumerable.Repeat(before, times)) + "1" + string.Concat(Enumerable.Repeat(behind, times)) + " }}";
        Assert.Throws<JinjaException>(() => Render(source, default));
    }

    [Fact]
    public void StatementsThatAreNestedTooDeeply_AreRefused() => Assert.Throws<JinjaException>(() =>
        Render(string.Concat(Enumerable.Repeat("{% if true %}", 1000)) + string.Concat(Enumerable.Repeat("{% endif %}", 1000)), default));

    private static (string Text, IReadOnlyList<(int Start, int End)> Spans) Render(string source, JsonElement values)
    {
        (string, object?)[] given = values.ValueKind == JsonValueKind.Object
            ? [.. values.EnumerateObject().Select(value => (value.Name, JinjaJsonValue.Of(value.Value)))]
            : [];
        return JinjaTemplate.Parse("case.jinja", source).Render(given);
    }

    private static int Utf16(string text, int characters) => text.EnumerateRunes().Take(characters).Sum(rune => rune.Utf16SequenceLength);
}
