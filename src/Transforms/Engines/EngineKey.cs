using MlopsCl.Learner;

namespace MlopsCl.Transforms.Engines;

/// <summary>What makes two engines the same.</summary>
/// <param name="Bundle">The base model and what was learned on top of it.</param>
/// <param name="Device">The device that it runs on.</param>
internal sealed record EngineKey(Bundle Bundle, string Device)
{
    /// <summary>The same by full paths, so that a folder with two names is loaded once.</summary>
    internal EngineKey Full() => this with
    {
        Bundle = Bundle with
        {
            BaseModelFolder = FullFolder(Bundle.BaseModelFolder),
            AdapterFolder = Bundle.AdapterFolder is null ? null : FullFolder(Bundle.AdapterFolder),
        },
    };

    /// <summary>A folder's full path, without a separator at its end.</summary>
    internal static string FullFolder(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
}
