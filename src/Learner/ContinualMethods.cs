using MlopsCl.Learner.Methods;
using MlopsCl.Learner.Methods.ContinualLlava;
using MlopsCl.Learner.Methods.LvlmCl;
using MlopsCl.Learner.Methods.Replay;
using MlopsCl.Learner.Methods.SequentialLora;

namespace MlopsCl.Learner;

/// <summary>The continual-learning methods by name.</summary>
public static class ContinualMethods
{
    private static readonly SortedDictionary<string, Func<MethodOptions, ContinualMethod>> Makers = new(StringComparer.Ordinal)
    {
        ["continual-llava"] = options => new ContinualLlavaMethod(ContinualLlavaOptions.Read(options)),
        ["lvlm-cl"] = options => new LvlmClMethod(LvlmClOptions.Read(options)),
        ["replay"] = options => new ReplayMethod(ReplayOptions.Read(options)),
        ["sequential"] = _ => new SequentialLoraMethod(),
    };

    /// <summary>The methods' names, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Makers.Keys];

    /// <summary>Makes a method for one task.</summary>
    /// <param name="choice">The method's name and options.</param>
    /// <exception cref="ArgumentException">The name or an option is unknown, or an option is out of range; the message lists all
    /// problems.</exception>
    public static ContinualMethod Create(MethodChoice choice)
    {
        if (!Makers.TryGetValue(choice.Name, out var make))
            throw new ArgumentException(
                $"There is no method '{choice.Name}'; the nearest is '{Nearest(choice.Name)}', all are {string.Join(", ", Names)}.", nameof(choice));
        var options = new MethodOptions(choice);
        var method = make(options);
        options.ThrowIfInvalid();
        return method;
    }

    private static string Nearest(string name) => Names.MinBy(known => EditDistance.Between(known, name))!;
}
