namespace Microsoft.ML;

/// <summary>The names under which a model file stores what can be made again.</summary>
internal static class ModelKinds
{
    internal const string Chain = "chain";
    internal const string Concatenate = "concatenate-columns";
    internal const string Copy = "copy-columns";
    internal const string Select = "select-columns";
    internal const string Expression = "expression";
    internal const string CustomMapping = "custom-mapping";
}
