namespace TorchSharp;

/// <summary>Keeps each thread's stack of dispose scopes and its counts.</summary>
public class DisposeScopeManager
{
    [ThreadStatic] private static DisposeScopeManager current;

    private readonly List<DisposeScope> scopes = [];
    private readonly ThreadDisposeScopeStatistics statistics = new();

    internal static DisposeScopeManager Current => current ??= new DisposeScopeManager();

    /// <summary>What this thread has created, attached and disposed so far.</summary>
    public static ThreadDisposeScopeStatistics Statistics => Current.statistics;

    internal DisposeScope Innermost => scopes.Count == 0 ? null : scopes[^1];

    internal DisposeScope Open()
    {
        var scope = new DisposeScope(this);
        scopes.Add(scope);
        return scope;
    }

    internal void Close(DisposeScope scope) => scopes.Remove(scope);

    internal DisposeScope Around(DisposeScope scope) => scopes.IndexOf(scope) is var at and > 0 ? scopes[at - 1] : null;

    /// <summary>Puts what was just created into the innermost scope; null where there is none.</summary>
    internal DisposeScope Register(IDisposable created)
    {
        if (Innermost is not { } scope)
        {
            statistics.CreatedOutsideScopeCount++;
            return null;
        }

        statistics.CreatedInScopeCount++;
        scope.Include(created);
        return scope;
    }
}
