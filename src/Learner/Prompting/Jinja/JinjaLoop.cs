namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>The variable <c>loop</c>.</summary>
/// <param name="items">What is gone through.</param>
internal sealed class JinjaLoop(IReadOnlyList<object?> items)
{
    private object? _changing = new JinjaUndefined("changed");

    /// <summary>The place in the loop, from 0.</summary>
    public int Index { get; set; }

    /// <summary>A member.</summary>
    public object? Member(string name) => name switch
    {
        "index" => (long)(Index + 1),
        "index0" => (long)Index,
        "revindex" => (long)(items.Count - Index),
        "revindex0" => (long)(items.Count - Index - 1),
        "first" => Index == 0,
        "last" => Index == items.Count - 1,
        "length" => (long)items.Count,

        // How often a loop has called itself, which no loop does here.
        "depth" => 1L,
        "depth0" => 0L,
        "previtem" => Index > 0 ? items[Index - 1] : new JinjaUndefined("loop.previtem"),
        "nextitem" => Index + 1 < items.Count ? items[Index + 1] : new JinjaUndefined("loop.nextitem"),
        "cycle" => new JinjaCallable("loop.cycle", Cycle),
        "changed" => new JinjaCallable("loop.changed", Changed),
        _ => new JinjaUndefined("loop." + name),
    };

    private object? Cycle(JinjaCall call) =>
        call.Positional.Count > 0 ? call.Positional[Index % call.Positional.Count] : throw new JinjaError("loop.cycle needs a value.");

    private object? Changed(JinjaCall call)
    {
        var now = new JinjaList(call.Positional, isTuple: true);
        bool changed = !JinjaOperators.AreEqual(_changing, now);
        _changing = now;
        return changed;
    }
}
