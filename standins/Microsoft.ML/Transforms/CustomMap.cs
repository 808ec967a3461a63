using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Adds the columns of a class that an action fills from another class, once for each row.</summary>
internal sealed class CustomMap<TSrc, TDst> : RowMap
    where TSrc : class, new()
    where TDst : class, new()
{
    private const long Never = -2;

    private readonly ObjectWriter<TSrc> _source;
    private readonly ObjectColumns<TDst> _target;
    private readonly Func<Action<TSrc, TDst>> _newAction;
    private readonly bool _alwaysReads;

    internal CustomMap(DataViewSchema input, ObjectWriter<TSrc> source, ObjectColumns<TDst> target, Func<Action<TSrc, TDst>> newAction, bool alwaysReads)
        : base(input, [.. target.Schema.Select(c => new DataViewSchema.DetachedColumn(c))])
    {
        _source = source;
        _target = target;
        _newAction = newAction;
        _alwaysReads = alwaysReads;
    }

    internal override Delegate[] AddedGetters(DataViewRow input, bool[] activeAdded)
    {
        var getters = new Delegate[activeAdded.Length];
        if (!activeAdded.Contains(true))
        {
            // A stateful mapping binds the columns that it reads, asked for or not: ML.NET refuses to read around one.
            if (_alwaysReads)
                _source.Over(input);
            return getters;
        }

        var current = new Current<TDst>();
        var refresh = Refresher(input, current);
        for (var i = 0; i < getters.Length; i++)
            if (activeAdded[i])
                getters[i] = Refreshed.Before(_target.Getter(i, current), _target.Schema[i].Type, refresh);
        return getters;
    }

    private protected override IEnumerable<int> InputsOf(int added) => _source.Columns.Select(c => c.Index);

    // Both objects are made once; the action runs at the first read of a position.
    private Action Refresher(DataViewRow input, Current<TDst> current)
    {
        var src = new TSrc();
        var dst = new TDst();
        var fill = _source.Over(input);
        var action = _newAction();
        var served = Never;
        return () =>
        {
            if (served == input.Position)
                return;
            fill(src);
            action(src, dst);
            current.Row = dst;
            served = input.Position;
        };
    }
}
