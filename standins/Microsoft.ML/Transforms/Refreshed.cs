using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Getters before which something runs.</summary>
internal abstract class Refreshed
{
    internal static Delegate Before(Delegate getter, DataViewType type, Action refresh) =>
        ((Refreshed)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(type.RawType))).Wrap(getter, refresh);

    private protected abstract Delegate Wrap(Delegate getter, Action refresh);

    private sealed class Typed<TValue> : Refreshed
    {
        private protected override Delegate Wrap(Delegate getter, Action refresh)
        {
            var read = (ValueGetter<TValue>)getter;
            return (ValueGetter<TValue>)((ref TValue value) =>
            {
                refresh();
                read(ref value);
            });
        }
    }
}
