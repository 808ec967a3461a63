using Microsoft.ML;

namespace MlopsCl.MlNet.Conformance;

/// <summary>A lazy source of rows that counts how many were read and how often it was started.</summary>
public sealed class Source(int count)
{
    public int RowsRead { get; private set; }

    public int Starts { get; private set; }

    public IDataView View(MLContext ml) => ml.Data.LoadFromEnumerable(Rows());

    public static IDataView Of(MLContext ml, int count) => ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(Row.Of).ToList());

    public static float[] Numbers(MLContext ml, IDataView view) =>
        [.. ml.Data.CreateEnumerable<Row>(view, reuseRowObject: false).Select(r => r.Number)];

    private IEnumerable<Row> Rows()
    {
        Starts++;
        for (var i = 0; i < count; i++)
        {
            RowsRead++;
            yield return Row.Of(i);
        }
    }
}
