using System.CommandLine;

namespace MlopsCl.Host;

/// <summary><c>mlopscl dataset</c>: make task datasets, and look at them before they are submitted.</summary>
internal static class DatasetVerb
{
    public static Command Create() => new("dataset", "Import public datasets, and validate a dataset before it is submitted.")
    {
        DatasetImportVerb.Create(), DatasetValidateVerb.Create(),
    };
}
