using Microsoft.Extensions.Options;

namespace MlopsCl.Serving;

/// <summary>Refuses settings that a pool cannot work with, before the program takes requests.</summary>
internal sealed class LvlmPoolOptionsRules : IValidateOptions<LvlmPoolOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, LvlmPoolOptions options)
    {
        var pool = string.IsNullOrEmpty(name) ? "AddLvlmPool" : $"AddLvlmPool(\"{name}\")";
        string[] problems = [.. options.Problems().Select(problem => $"{pool}: {problem}")];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
