namespace MlopsCl.Pipeline.Datasets;

/// <summary>The names of a dataset's files.</summary>
internal static class DatasetLayout
{
    public const string Train = "train.json";
    public const string Test = "test.json";
    public const string ImagesFolder = "images";
}
