using Microsoft.ML;
using MlopsCl.Learner;
using MlopsCl.Transforms.Answering;
using MlopsCl.Transforms.Engines;
using MlopsCl.Transforms.Featurizing;
using MlopsCl.Transforms.Rows;
using MlopsCl.Transforms.Saving;

namespace MlopsCl.Transforms;

public sealed partial class ContinualLearningCatalog
{
    /// <summary>Saves a model as ML.NET does, with its bundles in the same file where wanted. A failure leaves a file that was there as it was.</summary>
    /// <param name="model">The model; a chain with answering or describing steps, or any other.</param>
    /// <param name="inputSchema">The columns that the model takes; may be null.</param>
    /// <param name="filePath">The file to write.</param>
    /// <param name="embedBundle">Whether base models and adapters go into the file; else it only names them, by folder and SHA-256.</param>
    /// <exception cref="InvalidOperationException">A bundle is missing, or a step cannot be saved.</exception>
    public void Save(ITransformer model, DataViewSchema? inputSchema, string filePath, bool embedBundle = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        var bundles = embedBundle ? EmbeddedBundles.Of(_context, model) : new Dictionary<string, string>();
        WholeFile.Write(filePath, partial =>
        {
            _context.Model.Save(model, inputSchema!, partial);
            EmbeddedBundles.Add(partial, bundles);
        });
    }

    /// <summary>
    /// Loads a model that ML.NET saved, with steps that ask the model in batches. Bundles in the file are unpacked once, into a folder named by their SHA-256.
    /// </summary>
    /// <remarks>
    /// A bundle is looked for where <paramref name="locate"/> says and nowhere else; or without it in folders named by SHA-256 under those of the
    /// environment variable <c>MLOPSCL_BUNDLES</c>, where it lay when the model was saved, and in the cache. Its SHA-256 is verified before anything runs.
    /// </remarks>
    /// <param name="filePath">The model file.</param>
    /// <param name="inputSchema">The columns that the model takes; null where they were not saved.</param>
    /// <param name="locate">Tells where a bundle lies now, by where it lay when it was saved.</param>
    /// <param name="cacheFolder">Where bundles in the file are unpacked; null takes <c>mlopscl/bundles</c> in the user's local application data.</param>
    /// <param name="cancellation">Stops the model's answering and describing between batches and tokens.</param>
    /// <returns>The model.</returns>
    /// <exception cref="InvalidOperationException">The file is no model or another version's, or a bundle is missing or not the one that was saved.</exception>
    public ITransformer Load(
        string filePath, out DataViewSchema inputSchema, Func<Bundle, Bundle>? locate = null, string? cacheFolder = null,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        EmbeddedBundles.ThrowIfNoModel(filePath);
        var saved = ContractVersions.Load(_context, filePath, out inputSchema);
        EmbeddedBundles.Unpack(filePath, cacheFolder ?? SavedBundle.DefaultCache);
        return Rehydrate(saved, locate, cacheFolder, cancellation);
    }

    /// <summary>A loaded model with steps that ask the model in batches, where it has steps that ask row by row.</summary>
    /// <param name="model">What <c>Model.Load</c> gave.</param>
    /// <param name="locate">Tells where a bundle lies now, by where it lay when it was saved.</param>
    /// <param name="cacheFolder">Where bundles were unpacked; null takes the default.</param>
    /// <param name="cancellation">Stops the model's answering and describing between batches and tokens.</param>
    /// <returns>The model; itself where it has no such steps.</returns>
    /// <exception cref="InvalidOperationException">A bundle is missing, or is not the one that was saved.</exception>
    public ITransformer Rehydrate(
        ITransformer model, Func<Bundle, Bundle>? locate = null, string? cacheFolder = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        var device = DeviceChoice.Resolve(_context, wanted: null);
        return new Rehydration(
            _context,
            (manifest, pictures) => new LvlmTransformer(
                _context,
                SavedBundle.Find(manifest, locate, cacheFolder),
                new AnswerSettings(manifest.Columns, manifest.Options, device, cancellation, pictures),
                _engines,
                report: null),
            (manifest, pictures) => Features(
                SavedBundle.Find(manifest, locate, cacheFolder).BaseModelFolder, manifest, device, pictures, cancellation)).Of(model);
    }

    /// <summary>
    /// Frees every loaded model of this process, whoever holds it; questions that are being answered are finished first. A step that is asked again
    /// loads its model again.
    /// </summary>
    public void Unload() => _engines.Unload();

    private LvlmFeatureTransformer Features(
        string baseModelFolder, SavedManifest manifest, string device, PictureKind pictures, CancellationToken cancellation)
    {
        var width = LvlmEngine.FeatureWidth(baseModelFolder);
        var settings = new FeatureSettings(
            manifest.ImageColumn, manifest.PromptColumn, manifest.OutputColumn, manifest.BatchSize, width, device, cancellation, pictures);
        return new LvlmFeatureTransformer(_context, baseModelFolder, settings, _engines);
    }
}
