using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MlopsCl.Transforms.Rows;

namespace MlopsCl.Transforms.Saving;

/// <summary>Finds saved forms in a loaded chain and puts steps that work in batches in their place.</summary>
/// <param name="context">Reads the manifest.</param>
/// <param name="answers">Makes the answering step that a manifest describes.</param>
/// <param name="features">Makes the describing step that a manifest describes.</param>
internal sealed class Rehydration(
    MLContext context, Func<SavedManifest, PictureKind, ITransformer> answers, Func<SavedManifest, PictureKind, ITransformer> features)
{
    private static readonly TransformerScope[] Times = [TransformerScope.Training, TransformerScope.Testing, TransformerScope.Scoring];

    internal ITransformer Of(ITransformer loaded)
    {
        if (loaded is not TransformerChain<ITransformer> chain)
            return loaded;
        if (Answering(chain) is { } answering)
            return answers(Manifest(context, chain), answering);
        if (Describing(chain) is { } describing)
            return features(Manifest(context, chain), describing);
        var steps = chain.ToArray();
        var live = steps.Select(Of).ToArray();
        return steps.SequenceEqual(live) ? chain : new TransformerChain<ITransformer>(live, steps.Select(step => ScopeOf(chain, step)));
    }

    /// <summary>The manifests of the saved forms in a chain.</summary>
    internal static IEnumerable<SavedManifest> Manifests(MLContext context, ITransformer loaded)
    {
        if (loaded is not TransformerChain<ITransformer> chain)
            return [];
        return Answering(chain) is null && Describing(chain) is null ? chain.SelectMany(step => Manifests(context, step)) : [Manifest(context, chain)];
    }

    private static PictureKind? Answering(TransformerChain<ITransformer> chain) => chain.Select(AnsweringStep).FirstOrDefault(kind => kind is not null);

    private static PictureKind? Describing(TransformerChain<ITransformer> chain) => chain.Select(DescribingStep).FirstOrDefault(kind => kind is not null);

    private static PictureKind? AnsweringStep(ITransformer step) => step switch
    {
        CustomMappingTransformer<TextContractInput, LvlmContractOutput> => PictureKind.None,
        CustomMappingTransformer<TextHistoryContractInput, LvlmContractOutput> => PictureKind.None,
        CustomMappingTransformer<PathContractInput, LvlmContractOutput> => PictureKind.Path,
        CustomMappingTransformer<PathHistoryContractInput, LvlmContractOutput> => PictureKind.Path,
        CustomMappingTransformer<PathsContractInput, LvlmContractOutput> => PictureKind.Paths,
        CustomMappingTransformer<PathsHistoryContractInput, LvlmContractOutput> => PictureKind.Paths,
        CustomMappingTransformer<BytesContractInput, LvlmContractOutput> => PictureKind.Bytes,
        CustomMappingTransformer<BytesHistoryContractInput, LvlmContractOutput> => PictureKind.Bytes,
        CustomMappingTransformer<ObjectsContractInput, LvlmContractOutput> => PictureKind.Objects,
        CustomMappingTransformer<ObjectsHistoryContractInput, LvlmContractOutput> => PictureKind.Objects,
        _ => null,
    };

    private static PictureKind? DescribingStep(ITransformer step) => step switch
    {
        CustomMappingTransformer<TextContractInput, FeatureContractOutput> => PictureKind.None,
        CustomMappingTransformer<PathContractInput, FeatureContractOutput> => PictureKind.Path,
        CustomMappingTransformer<PathsContractInput, FeatureContractOutput> => PictureKind.Paths,
        CustomMappingTransformer<BytesContractInput, FeatureContractOutput> => PictureKind.Bytes,
        CustomMappingTransformer<ObjectsContractInput, FeatureContractOutput> => PictureKind.Objects,
        _ => null,
    };

    // The manifest is what the constant step writes into any row.
    private static SavedManifest Manifest(MLContext context, TransformerChain<ITransformer> chain)
    {
        var constant = chain.OfType<ExpressionTransformer>().FirstOrDefault()
            ?? throw new InvalidOperationException("A saved step lacks its manifest. Save the model again.");
        var definition = SchemaDefinition.Create(typeof(TextContractInput), SchemaDefinition.Direction.Read);
        definition.RemoveAll(SavedForm.IsOwn);
        var row = context.Data.LoadFromEnumerable<TextContractInput>([new()], definition);
        return SavedManifest.Decode(constant.Transform(row).GetColumn<string>(SavedColumns.Bundle).Single());
    }

    private static TransformerScope ScopeOf(TransformerChain<ITransformer> chain, ITransformer step) =>
        Times.Where(time => chain.GetModelFor(time).Contains(step)).Aggregate(TransformerScope.None, (all, time) => all | time);
}
