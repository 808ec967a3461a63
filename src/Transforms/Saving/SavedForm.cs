using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Transforms.Rows;

namespace MlopsCl.Transforms.Saving;

/// <summary>
/// An answering step as a chain of steps that ML.NET can save: copies of the user's columns, a constant column with the manifest, a stateful mapping with a
/// contract, and the removal of what was added for it. Plain <c>Model.Load</c> gives that chain, which answers row by row.
/// </summary>
internal static class SavedForm
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
        IEstimator<ITransformer> chain = make.CopyColumns(SavedColumns.Prompt, columns.Prompt);
        if (columns.Image is not null)
            chain = chain.Append(make.CopyColumns(SavedColumns.Image, columns.Image));
        if (columns.History is not null)
            chain = chain.Append(make.CopyColumns(SavedColumns.History, columns.History));
        chain = chain.Append(make.Expression(SavedColumns.Bundle, $"(p) : \"{manifest.Encode()}\"", SavedColumns.Prompt))
            .Append(make.StatefulCustomMapping<TInput, LvlmContractOutput, LvlmContractState>(LvlmContract<TInput>.Answer, LvlmContract<TInput>.Begin, contract));
        var helpers = new List<string> { SavedColumns.Bundle, SavedColumns.Prompt };
        if (columns.Image is not null)
            helpers.Add(SavedColumns.Image);
        if (columns.History is not null)
            helpers.Add(SavedColumns.History);
        if (columns.Output != SavedColumns.Answer)
        {
            chain = chain.Append(make.CopyColumns(columns.Output, SavedColumns.Answer))
                .Append(make.CopyColumns(columns.Confidence, SavedColumns.Confidence))
                .Append(make.CopyColumns(columns.Scores, SavedColumns.Scores));
            helpers.AddRange([SavedColumns.Answer, SavedColumns.Confidence, SavedColumns.Scores]);
        }

        var fitted = chain.Append(make.DropColumns([.. helpers])).Fit(Empty<TInput>(context, manifest));
        return new TransformerChain<ITransformer>([.. Flat(fitted)]);
    }

    // A view without rows that has the user's columns, so that the form can be made without the user's data.
    private static IDataView Empty<TInput>(MLContext context, SavedManifest manifest)
        where TInput : LvlmContractInput
    {
        var definition = SchemaDefinition.Create(typeof(TInput), SchemaDefinition.Direction.Read);
        definition.RemoveAll(c => c.ColumnName == SavedColumns.Bundle);
        definition[SavedColumns.Prompt].ColumnName = manifest.PromptColumn;
        if (manifest.ImageColumn is not null)
            definition[SavedColumns.Image].ColumnName = manifest.ImageColumn;
        if (manifest.HistoryColumn is not null)
            definition[SavedColumns.History].ColumnName = manifest.HistoryColumn;
        return context.Data.LoadFromEnumerable(Array.Empty<TInput>(), definition);
    }

    private static IEnumerable<ITransformer> Flat(ITransformer step) =>
        step is IEnumerable<ITransformer> chain ? chain.SelectMany(Flat) : [step];
}
