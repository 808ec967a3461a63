using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Transforms.Featurizing;
using MlopsCl.Transforms.Rows;

namespace MlopsCl.Transforms.Saving;

/// <summary>The saved form of a describing step. Its vectors keep their known size, so what was trained on them loads too.</summary>
internal static class SavedFeatures
{
    /// <exception cref="InvalidOperationException">The vectors are too long to be saved.</exception>
    internal static TransformerChain<ITransformer> Of(MLContext context, SavedManifest manifest, FeatureSettings settings) => settings.Pictures switch
    {
        PictureKind.None => Of<TextContractInput>(context, manifest, settings.Width, TextFeatureContract.Name),
        PictureKind.Path => Of<PathContractInput>(context, manifest, settings.Width, PathFeatureContract.Name),
        PictureKind.Paths => Of<PathsContractInput>(context, manifest, settings.Width, PathsFeatureContract.Name),
        PictureKind.Bytes => Of<BytesContractInput>(context, manifest, settings.Width, BytesFeatureContract.Name),
        _ => Of<ObjectsContractInput>(context, manifest, settings.Width, ObjectsFeatureContract.Name),
    };

    private static TransformerChain<ITransformer> Of<TInput>(MLContext context, SavedManifest manifest, int width, string contract)
        where TInput : LvlmContractInput, new()
    {
        if (width > FeatureContractOutput.MaxWidth)
            throw new InvalidOperationException(
                $"The vectors have {width} numbers, and at most {FeatureContractOutput.MaxWidth} can be saved. Save the model without this step.");
        var make = context.Transforms;
        var runs = FeatureContractOutput.Sizes(width).Select(Name).ToArray();
        return SavedForm.Of<TInput>(
            context,
            manifest,
            make.CustomMapping<TInput, FeatureContractOutput>(FeatureContract<TInput>.Featurize, contract),
            [make.Concatenate(manifest.OutputColumn, runs)],
            FeatureContractOutput.Sizes(FeatureContractOutput.MaxWidth).Select(Name));
    }

    private static string Name(int size) => FormattableString.Invariant($"{SavedColumns.Features}{size}");
}
