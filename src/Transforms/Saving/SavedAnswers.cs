using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Transforms.Rows;

namespace MlopsCl.Transforms.Saving;

/// <summary>The saved form of an answering step.</summary>
internal static class SavedAnswers
{
    internal static TransformerChain<ITransformer> Of(MLContext context, SavedManifest manifest, PictureKind pictures) => pictures switch
    {
        PictureKind.None => Of<TextContractInput, TextHistoryContractInput>(context, manifest, TextContract.Name, TextHistoryContract.Name),
        PictureKind.Path => Of<PathContractInput, PathHistoryContractInput>(context, manifest, PathContract.Name, PathHistoryContract.Name),
        PictureKind.Paths => Of<PathsContractInput, PathsHistoryContractInput>(context, manifest, PathsContract.Name, PathsHistoryContract.Name),
        PictureKind.Bytes => Of<BytesContractInput, BytesHistoryContractInput>(context, manifest, BytesContract.Name, BytesHistoryContract.Name),
        _ => Of<ObjectsContractInput, ObjectsHistoryContractInput>(context, manifest, ObjectsContract.Name, ObjectsHistoryContract.Name),
    };

    private static TransformerChain<ITransformer> Of<TInput, THistory>(MLContext context, SavedManifest manifest, string contract, string withHistory)
        where TInput : LvlmContractInput, new()
        where THistory : TInput, new() =>
        manifest.HistoryColumn is null ? Of<TInput>(context, manifest, contract) : Of<THistory>(context, manifest, withHistory);

    private static TransformerChain<ITransformer> Of<TInput>(MLContext context, SavedManifest manifest, string contract)
        where TInput : LvlmContractInput, new()
    {
        var (make, columns) = (context.Transforms, manifest.Columns);
        var mapping = make.CustomMapping<TInput, LvlmContractOutput>(LvlmContract<TInput>.Answer, contract);
        if (columns.Output == SavedColumns.Answer)
            return SavedForm.Of<TInput>(context, manifest, mapping, [], []);
        return SavedForm.Of<TInput>(
            context,
            manifest,
            mapping,
            [
                make.CopyColumns(columns.Output, SavedColumns.Answer),
                make.CopyColumns(columns.Confidence, SavedColumns.Confidence),
                make.CopyColumns(columns.Scores, SavedColumns.Scores),
            ],
            [SavedColumns.Answer, SavedColumns.Confidence, SavedColumns.Scores]);
    }
}
