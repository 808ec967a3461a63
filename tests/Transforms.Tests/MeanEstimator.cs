using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.Transforms.Tests;

/// <summary>Stands where a trainer would: learns the mean of a column of vectors, and adds each row's distance from it.</summary>
internal sealed class MeanEstimator(MLContext ml, string input, string output) : IEstimator<ITransformer>
{
    public ITransformer Fit(IDataView data)
    {
        var rows = data.GetColumn<float[]>(input).ToArray();
        var mean = Enumerable.Range(0, rows[0].Length).Select(i => rows.Average(row => row[i])).ToArray();
        return Mapping(mean).Fit(data);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Mapping([]).GetOutputSchema(inputSchema);

    private IEstimator<ITransformer> Mapping(float[] mean)
    {
        var read = SchemaDefinition.Create(typeof(Vector), SchemaDefinition.Direction.Write);
        read[nameof(Vector.Values)].ColumnName = input;
        var written = SchemaDefinition.Create(typeof(Distance), SchemaDefinition.Direction.Write);
        written[nameof(Distance.Value)].ColumnName = output;
        return ml.Transforms.CustomMapping<Vector, Distance>(
            (row, result) => result.Value = MathF.Sqrt(row.Values!.Zip(mean).Sum(pair => (pair.First - pair.Second) * (pair.First - pair.Second))), null,
            read, written);
    }

    private sealed class Vector
    {
        public float[]? Values { get; set; }
    }

    private sealed class Distance
    {
        public float Value { get; set; }
    }
}
