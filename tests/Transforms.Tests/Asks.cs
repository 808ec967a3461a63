using Microsoft.ML;

namespace MlopsCl.Transforms.Tests;

/// <summary>A lazy source of questions that counts how many were read.</summary>
internal sealed class Asks(int count)
{
    public int RowsRead { get; private set; }

    public IDataView View(MLContext ml) => ml.Data.LoadFromEnumerable(Rows());

    public static IDataView Of(MLContext ml, int count) => ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(Ask.Of).ToList());

    private IEnumerable<Ask> Rows()
    {
        for (var i = 0; i < count; i++)
        {
            RowsRead++;
            yield return Ask.Of(i);
        }
    }
}
