using System.Text.RegularExpressions;

namespace MlopsCl.Pipeline.Stores;

/// <summary>The rule for names in a store, the same for every kind of store, so that no name can leave it.</summary>
internal static partial class StoreName
{
    public static string Check(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length > 512 || !Rule().IsMatch(name))
        {
            throw new ArgumentException(
                $"Store name '{name}' is not valid; use segments of letters, digits, '.', '-' and '_' joined by '/', none beginning with '.', " +
                "512 characters at most.",
                nameof(name));
        }
        return name;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*\z")]
    private static partial Regex Rule();
}
