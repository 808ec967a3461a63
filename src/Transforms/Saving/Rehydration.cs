using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MlopsCl.Transforms.Rows;

namespace MlopsCl.Transforms.Saving;

/// <summary>Finds saved forms in a loaded chain and puts steps that answer in batches in their place.</summary>
/// <param name="context">Reads the manifest.</param>
/// <param name="revive">Makes the step that a manifest describes.</param>
internal sealed class Rehydration(MLContext context, Func<SavedManifest, PictureKind, LvlmTransformer> revive)
{
    private static readonly TransformerScope[] Times = [TransformerScope.Training, TransformerScope.Testing, TransformerScope.Scoring];

    internal ITransformer Of(ITransformer loaded)
    {
        if (loaded is not TransformerChain<ITransformer> chain)
            return loaded;
        if (KindOf(chain) is { } kind)
            return revive(Manifest(chain), kind);
        var steps = chain.ToArray();
        var live = steps.Select(Of).ToArray();
        return steps.SequenceEqual(live) ? chain : new TransformerChain<ITransformer>(live, steps.Select(step => ScopeOf(chain, step)));
    }

    private static PictureKind? KindOf(TransformerChain<ITransformer> chain) => chain.Select(KindOf).FirstOrDefault(kind => kind is not null);

    private static PictureKind? KindOf(ITransformer step) => step switch
    {
        StatefulCustomMappingTransformer<TextContractInput, LvlmContractOutput, LvlmContractState> => PictureKind.None,
        StatefulCustomMappingTransformer<TextHistoryContractInput, LvlmContractOutput, LvlmContractState> => PictureKind.None,
        StatefulCustomMappingTransformer<PathContractInput, LvlmContractOutput, LvlmContractState> => PictureKind.Path,
        StatefulCustomMappingTransformer<PathHistoryContractInput, LvlmContractOutput, LvlmContractState> => PictureKind.Path,
        StatefulCustomMappingTransformer<PathsContractInput, LvlmContractOutput, LvlmContractState> => PictureKind.Paths,
        StatefulCustomMappingTransformer<PathsHistoryContractInput, LvlmContractOutput, LvlmContractState> => PictureKind.Paths,
        StatefulCustomMappingTransformer<BytesContractInput, LvlmContractOutput, LvlmContractState> => PictureKind.Bytes,
        StatefulCustomMappingTransformer<BytesHistoryContractInput, LvlmContractOutput, LvlmContractState> => PictureKind.Bytes,
        StatefulCustomMappingTransformer<ObjectsContractInput, LvlmContractOutput, LvlmContractState> => PictureKind.Objects,
        StatefulCustomMappingTransformer<ObjectsHistoryContractInput, LvlmContractOutput, LvlmContractState> => PictureKind.Objects,
        _ => null,
    };

    // The manifest is what the constant step writes into any row.
    private SavedManifest Manifest(TransformerChain<ITransformer> chain)
    {
        var constant = chain.OfType<ExpressionTransformer>().FirstOrDefault()
            ?? throw new InvalidOperationException("A saved answering step lacks its manifest. Save the model again.");
        var definition = SchemaDefinition.Create(typeof(TextContractInput), SchemaDefinition.Direction.Read);
        definition.RemoveAll(c => c.ColumnName == SavedColumns.Bundle);
        var row = context.Data.LoadFromEnumerable<TextContractInput>([new()], definition);
        return SavedManifest.Decode(constant.Transform(row).GetColumn<string>(SavedColumns.Bundle).Single());
    }

    private static TransformerScope ScopeOf(TransformerChain<ITransformer> chain, ITransformer step) =>
        Times.Where(time => chain.GetModelFor(time).Contains(step)).Aggregate(TransformerScope.None, (all, time) => all | time);
}
