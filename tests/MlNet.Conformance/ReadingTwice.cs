using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.MlNet.Conformance;

/// <summary>An estimator from outside of ML.NET that reads a number column twice while it is fitted.</summary>
public sealed class ReadingTwice(string column) : IEstimator<Unchanged>
{
    public bool CouldShuffle { get; private set; }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema;

    public Unchanged Fit(IDataView input)
    {
        CouldShuffle = input.CanShuffle;
        for (var pass = 0; pass < 2; pass++)
            Assert.NotEmpty(input.GetColumn<float>(column).ToList());
        return new Unchanged();
    }
}
