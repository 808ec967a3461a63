using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Transforms.Prompting;
using MlopsCl.Transforms.Rows;

namespace MlopsCl.Transforms;

/// <summary>
/// Composes a prompt, and the pictures that it is about, from columns of text and pictures. It learns nothing; its transformer is a chain of ML.NET's
/// own steps, so models that contain it are saved and loaded with ML.NET's own calls. Made by <see cref="ContinualLearningCatalog"/>.
/// </summary>
public sealed class ImageTextPromptEstimator : IEstimator<TransformerChain<ITransformer>>
{
    private readonly MLContext _context;
    private readonly PromptTemplate _template;
    private readonly IReadOnlyList<string> _images;
    private readonly PromptOutput _output;

    internal ImageTextPromptEstimator(MLContext context, string template, IReadOnlyList<string> images, PromptOutput output)
    {
        var parsed = PromptTemplate.Parse(template);
        _template = parsed.After([.. images.Where(image => parsed.Parts.All(part => part.Column != image))]);
        (_context, _images, _output) = (context, images, output with { Image = images.Count == 0 ? null : output.Image });
    }

    /// <summary>Checks the columns; reads no rows.</summary>
    /// <param name="input">The rows.</param>
    /// <returns>The chain of steps.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public TransformerChain<ITransformer> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        foreach (var (_, column) in _template.Parts.Where(part => !_images.Contains(part.Column)))
            ColumnCheck.Text(input.Schema, column);
        var fitted = Chain(column => ColumnCheck.KindOf(input.Schema, column)).Fit(input);
        return new TransformerChain<ITransformer>(fitted is IEnumerable<ITransformer> chain ? [.. chain] : [fitted]);
    }

    /// <summary>Promises the columns with prompt (text) and pictures added.</summary>
    /// <param name="inputSchema">The columns that there will be.</param>
    /// <returns>The columns after this step.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (var (_, column) in _template.Parts.Where(part => !_images.Contains(part.Column)))
            ColumnCheck.Text(inputSchema, column);
        return Chain(column => ColumnCheck.KindOf(inputSchema, column)).GetOutputSchema(inputSchema);
    }

    private IEstimator<ITransformer> Chain(Func<string, PictureKind> pictures) =>
        PromptChain.Of(_context.Transforms, _template, column => _images.Contains(column) ? pictures(column) : PictureKind.None, _output);
}
