using MlopsCl.Pipeline.Recipes.Form;

namespace MlopsCl.Pipeline.Recipes;

/// <summary>A folder of recipes, one file a stream: <c>{stream}.yml</c>.</summary>
/// <param name="folder">The folder, such as <c>pipelines/streams</c>.</param>
/// <param name="isQuick">Whether every recipe is taken in its quick variant, which has fewer samples and epochs and so a digest of its own.</param>
public sealed class RecipeFolder(string folder, bool isQuick = false)
{
    private const string Extension = ".yml";

    /// <summary>The streams that there are recipes for, in ordinal order; a recipe among them may still be invalid.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public IReadOnlyList<string> Streams => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*" + Extension).Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)]
        : throw new DirectoryNotFoundException($"There is no folder of recipes '{folder}'. Name the folder that holds the streams' .yml files.");

    /// <summary>Reads a stream's recipe, anew at every call.</summary>
    /// <param name="stream">The stream's name.</param>
    /// <exception cref="ArgumentException">The folder has no recipe for the stream.</exception>
    /// <exception cref="RecipeInvalidException">The recipe cannot be used.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public Recipe Find(string stream)
    {
        if (!Streams.Contains(stream))
            throw new ArgumentException($"There is no recipe for the stream '{stream}' in '{folder}'.{Nearest.Suggest(stream, Streams)}");
        var recipe = RecipeFile.Load(Path.Combine(folder, stream + Extension));
        return isQuick ? recipe.Quick() : recipe;
    }
}
