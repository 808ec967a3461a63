namespace TorchSharp;

/// <summary>
/// Owns the tensors that are created on this thread while it is the innermost scope, and disposes them when it is disposed.
/// Made by <see cref="torch.NewDisposeScope"/>; not for use from several threads.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    private readonly DisposeScopeManager manager;
    private HashSet<IDisposable> owned = new(ReferenceEqualityComparer.Instance);

    internal DisposeScope(DisposeScopeManager manager) => this.manager = manager;

    /// <summary>How many objects this scope owns.</summary>
    public int DisposablesCount => owned.Count;

    /// <summary>Whether this scope owns the object.</summary>
    public bool Contains(IDisposable disposable) => owned.Contains(disposable);

    /// <summary>Makes this scope the owner, taking the object from the scope that owned it before.</summary>
    public void Attach(IDisposable disposable) => Attach([disposable]);

    /// <inheritdoc cref="Attach(IDisposable)"/>
    internal void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    /// <inheritdoc cref="Attach(IDisposable)"/>
    internal IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        var attached = disposables.Where(d => d is not null).ToArray();
        foreach (var disposable in attached)
        {
            DisposeScopeManager.Statistics.AttachedToScopeCount++;
            Take(disposable, this);
        }

        return attached;
    }

    /// <summary>Takes the object out of every scope: it lives until it is disposed.</summary>
    internal T Detach<T>(T disposable) where T : IDisposable
    {
        Detach([disposable]);
        return disposable;
    }

    /// <inheritdoc cref="Detach{T}(T)"/>
    internal void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    /// <inheritdoc cref="Detach{T}(T)"/>
    internal void Detach(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables.Where(owned.Contains).ToArray())
        {
            DisposeScopeManager.Statistics.DetachedFromScopeCount++;
            Take(disposable, null);
        }
    }

    /// <summary>Gives the object to the scope around this one; where there is none, nobody owns it.</summary>
    internal T MoveToOuter<T>(T disposable) where T : IDisposable
    {
        MoveToOuter([disposable]);
        return disposable;
    }

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    internal void MoveToOuter(params IDisposable[] disposables) => MoveToOuter((IEnumerable<IDisposable>)disposables);

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    internal void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveToOther(manager.Around(this), disposables);

    /// <summary>Gives the object to another scope; null means that nobody owns it.</summary>
    internal T MoveToOther<T>(DisposeScope scope, T disposable) where T : IDisposable
    {
        MoveToOther(scope, [disposable]);
        return disposable;
    }

    /// <inheritdoc cref="MoveToOther{T}(DisposeScope, T)"/>
    internal void MoveToOther(DisposeScope scope, params IDisposable[] disposables) =>
        MoveToOther(scope, (IEnumerable<IDisposable>)disposables);

    /// <inheritdoc cref="MoveToOther{T}(DisposeScope, T)"/>
    internal void MoveToOther(DisposeScope scope, IEnumerable<IDisposable> disposables)
    {
        if (scope is null)
        {
            Detach(disposables);
            return;
        }

        foreach (var disposable in disposables.Where(owned.Contains).ToArray()) Take(disposable, scope);
    }

    /// <summary>Disposes everything that this scope owns; the scope stays open.</summary>
    internal void DisposeEverything() => DisposeEverythingBut([]);

    /// <summary>Disposes everything that this scope owns but one object, which it keeps.</summary>
    public T DisposeEverythingBut<T>(T keep) where T : IDisposable
    {
        DisposeEverythingBut([keep]);
        return keep;
    }

    /// <inheritdoc cref="DisposeEverythingBut{T}(T)"/>
    internal void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    /// <inheritdoc cref="DisposeEverythingBut{T}(T)"/>
    internal void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var kept = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        var (keep, drop) = (owned.Where(kept.Contains), owned.Where(d => !kept.Contains(d)).ToArray());
        var left = new HashSet<IDisposable>(keep, ReferenceEqualityComparer.Instance);
        foreach (var disposable in drop) disposable.Dispose();
        owned = left;
    }

    /// <summary>Tells the scope that the object was disposed by someone else.</summary>
    internal void MarkAsDisposed(IDisposable disposable)
    {
        DisposeScopeManager.Statistics.DisposedInScopeCount++;
        owned.Remove(disposable);
    }

    /// <summary>Disposes everything that this scope owns and closes it.</summary>
    public void Dispose()
    {
        DisposeEverything();
        manager.Close(this);
    }

    internal void Include(IDisposable disposable) => owned.Add(disposable);

    private static void Take(IDisposable disposable, DisposeScope to)
    {
        if (disposable is torch.Tensor tensor)
        {
            tensor.Owner?.owned.Remove(tensor);
            tensor.Owner = to;
        }

        to?.owned.Add(disposable);
    }
}
