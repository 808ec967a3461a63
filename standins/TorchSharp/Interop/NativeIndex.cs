using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>
/// One index as it crosses to the shim. Kind 0 is none (a new dimension), 1 the ellipsis, 2 a single index, 3 a bool, 4 a slice,
/// 5 a tensor. The bits 1, 2 and 4 of <c>Given</c> tell which of start, stop and step of a slice are there.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct NativeIndex(int Kind, int Given, long Start, long Stop, long Step, nint Tensor);
