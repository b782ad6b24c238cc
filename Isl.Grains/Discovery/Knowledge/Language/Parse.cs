namespace Isl.Grains.Discovery.Knowledge.Language;

/// <summary>A part of a sentence that was understood.</summary>
/// <typeparam name="T">What it is.</typeparam>
/// <param name="Value">What it says.</param>
/// <param name="End">The token behind it.</param>
internal readonly record struct Parse<T>(T Value, int End);
