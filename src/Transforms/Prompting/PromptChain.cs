using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Transforms.Rows;

namespace MlopsCl.Transforms.Prompting;

/// <summary>A composing step as a chain of steps that ML.NET can run and save: one for each column of the template.</summary>
/// <remarks>
/// Only the first one is a stateful mapping, and it reads nothing: ML.NET cannot read other columns around one that reads something. The column of
/// picture objects, which every step after it reads, keeps ML.NET from reading ahead over several threads.
/// </remarks>
internal static class PromptChain
{
    internal static IEstimator<ITransformer> Of(TransformsCatalog make, PromptTemplate template, Func<string, PictureKind> kindOf, PromptOutput output)
    {
        IEstimator<ITransformer> chain = make.StatefulCustomMapping<PromptStart, PromptProgress, PromptState>(
            PromptStartContract.Clear, PromptStartContract.Begin, PromptStartContract.Name);
        foreach (var (literal, column) in template.Parts)
            chain = chain.Append(Literal(make, literal)).Append(make.CopyColumns(PromptColumns.Value, column)).Append(Part(make, kindOf(column)));
        chain = chain.Append(Literal(make, template.End)).Append(Map<EndPromptPart>(make, EndPromptContract.Name)).Append(
            make.CopyColumns(output.Prompt, PromptColumns.Composed));
        if (output.Image is not null)
            chain = chain.Append(make.CopyColumns(output.Image, PromptColumns.Pictures));
        string[] used = [PromptColumns.Composed, PromptColumns.Pictures, PromptColumns.Literal];
        return chain.Append(make.DropColumns(template.Parts.Count == 0 ? used : [.. used, PromptColumns.Value]));
    }

    private static IEstimator<ITransformer> Literal(TransformsCatalog make, string literal) =>
        make.Expression(PromptColumns.Literal, $"(p) : \"{PromptLiteral.Encode(literal)}\"", PromptColumns.Composed);

    private static IEstimator<ITransformer> Part(TransformsCatalog make, PictureKind kind) => kind switch
    {
        PictureKind.None => Map<TextPromptPart>(make, TextPromptContract.Name),
        PictureKind.Path => Map<PathPromptPart>(make, PathPromptContract.Name),
        PictureKind.Paths => Map<PathsPromptPart>(make, PathsPromptContract.Name),
        PictureKind.Bytes => Map<BytesPromptPart>(make, BytesPromptContract.Name),
        _ => Map<ObjectsPromptPart>(make, ObjectsPromptContract.Name),
    };

    private static IEstimator<ITransformer> Map<TPart>(TransformsCatalog make, string contract)
        where TPart : PromptPart, new() =>
        make.CustomMapping<TPart, PromptProgress>(PromptContract<TPart>.Compose, contract);
}
