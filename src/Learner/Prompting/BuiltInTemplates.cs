using System.Reflection;

namespace MlopsCl.Learner.Prompting;

/// <summary>The templates that a model's <c>chat_template</c> may name in place of writing one out.</summary>
internal static class BuiltInTemplates
{
    /// <summary>ChatML, whose turns stand between <c>&lt;|im_start|&gt;</c> and <c>&lt;|im_end|&gt;</c>.</summary>
    public const string ChatMl = "chatml";

    private const string Folder = "MlopsCl.Learner.Prompting.Templates.";

    /// <summary>The names: <c>vicuna_v1</c>, <c>chatml</c> and <c>llama_2</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["vicuna_v1", ChatMl, "llama_2"];

    /// <summary>The template of a name; null where there is none.</summary>
    public static string? Find(string name)
    {
        if (!Names.Contains(name))
        {
            return null;
        }

        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{Folder}{name}.jinja")
            ?? throw new InvalidOperationException($"The assembly lacks its resource {name}.jinja; build it again.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
