using System.CommandLine;

namespace MlopsCl.Host;

/// <summary>Options that say how many, one at least.</summary>
internal static class CountOption
{
    public static Option<int> Of(string name, string description, int usual)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "count", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError($"{name} is {result.GetValueOrDefault<int>()}; it must be at least 1.");
        });
        return option;
    }
}
