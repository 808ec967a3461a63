using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.Transforms.Saving;

/// <summary>
/// A step that asks a model as a chain of steps that ML.NET can save: a column with each cursor's state, copies of the user's columns, a constant
/// column with the manifest, a mapping with a contract, and the removal of what was added for it. Plain <c>Model.Load</c> gives that chain, which
/// asks row by row.
/// </summary>
internal static class SavedForm
{
    /// <summary>Makes the chain; needs no data.</summary>
    /// <param name="context">Makes ML.NET's own steps.</param>
    /// <param name="manifest">What the constant column says.</param>
    /// <param name="mapping">The mapping with the contract.</param>
    /// <param name="tail">What brings its results into the user's columns.</param>
    /// <param name="surplus">The columns that the mapping adds and the user does not see.</param>
    internal static TransformerChain<ITransformer> Of<TInput>(
        MLContext context, SavedManifest manifest, IEstimator<ITransformer> mapping, IReadOnlyList<IEstimator<ITransformer>> tail, IEnumerable<string> surplus)
        where TInput : LvlmContractInput, new()
    {
        var make = context.Transforms;
        IEstimator<ITransformer> chain = make
            .StatefulCustomMapping<SavedStart, SavedStartOutput, SavedState>(SavedStartContract.Show, SavedStartContract.Begin, SavedStartContract.Name)
            .Append(make.CopyColumns(SavedColumns.Prompt, manifest.PromptColumn));
        if (manifest.ImageColumn is not null)
            chain = chain.Append(make.CopyColumns(SavedColumns.Image, manifest.ImageColumn));
        if (manifest.HistoryColumn is not null)
            chain = chain.Append(make.CopyColumns(SavedColumns.History, manifest.HistoryColumn));
        chain = chain.Append(make.Expression(SavedColumns.Bundle, $"(p) : \"{manifest.Encode()}\"", SavedColumns.Prompt)).Append(mapping);
        chain = tail.Aggregate(chain, (all, step) => all.Append(step));
        var helpers = new List<string> { SavedColumns.State, SavedColumns.Bundle, SavedColumns.Prompt };
        if (manifest.ImageColumn is not null)
            helpers.Add(SavedColumns.Image);
        if (manifest.HistoryColumn is not null)
            helpers.Add(SavedColumns.History);
        var fitted = chain.Append(make.DropColumns([.. helpers, .. surplus])).Fit(Empty<TInput>(context, manifest));
        return new TransformerChain<ITransformer>([.. Flat(fitted)]);
    }

    /// <summary>The steps of a chain, and of the chains in it.</summary>
    internal static IEnumerable<ITransformer> Flat(ITransformer step) =>
        step is IEnumerable<ITransformer> chain ? chain.SelectMany(Flat) : [step];

    /// <summary>Says whether a column is one that the form itself makes, and no copy of a user's.</summary>
    internal static bool IsOwn(SchemaDefinition.Column column) => column.ColumnName is SavedColumns.State or SavedColumns.Bundle;

    // A view without rows that has the user's columns, so that the form can be made without the user's data.
    private static IDataView Empty<TInput>(MLContext context, SavedManifest manifest)
        where TInput : LvlmContractInput
    {
        var definition = SchemaDefinition.Create(typeof(TInput), SchemaDefinition.Direction.Read);
        definition.RemoveAll(IsOwn);
        definition[SavedColumns.Prompt].ColumnName = manifest.PromptColumn;
        if (manifest.ImageColumn is not null)
            definition[SavedColumns.Image].ColumnName = manifest.ImageColumn;
        if (manifest.HistoryColumn is not null)
            definition[SavedColumns.History].ColumnName = manifest.HistoryColumn;
        return context.Data.LoadFromEnumerable(Array.Empty<TInput>(), definition);
    }
}
