namespace Microsoft.ML;

/// <summary>Something that can be written into a model file.</summary>
public interface ICanSaveModel
{
    /// <summary>Writes this object at its place in a model file.</summary>
    /// <param name="ctx">The place.</param>
    void Save(ModelSaveContext ctx);
}
