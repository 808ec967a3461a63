namespace TorchSharp.Modules;

/// <summary>A tensor that is trained: a leaf that shares the elements it was made from.</summary>
public class Parameter : torch.Tensor
{
    /// <summary>Shares the elements of a tensor as a leaf that requires gradients, or not.</summary>
    public Parameter(torch.Tensor data, bool requires_grad = true) : base(data.with_requires_grad(requires_grad).Release())
    {
    }
}
