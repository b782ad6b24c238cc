namespace Isl.Grains.Numerics;

/// <summary>Where long work leaves how far it is, so that it goes on from there where it was interrupted, and ends with the same bits.</summary>
public interface ICheckpoints
{
    /// <summary>The last state that was left of a part of the work; empty where none was.</summary>
    /// <param name="part">Its name, unlike that of any other part of the same work.</param>
    ReadOnlySpan<double> Find(string part);

    /// <summary>Leaves a state: with the part's input, all that the rest of it depends on.</summary>
    /// <param name="part">The name of the part.</param>
    /// <param name="state">Copied where it is kept; whether and when it is written is the keeper's to say.</param>
    void Keep(string part, ReadOnlySpan<double> state);
}
