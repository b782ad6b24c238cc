using System.Collections.Immutable;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;

namespace Isl.Grains.Identification.Id;

/// <summary>
/// A formula over the observed distribution while it is being worked on: <see cref="Estimand"/> with node sets for names. A product is a
/// list of formulas; the empty list is 1. A sum binds its variables, as in the text form. Immutable, so that formulas share their parts.
/// </summary>
internal abstract class Formula(BitSet free, int size, int depth)
{
    /// <summary>Variables whose values the formula depends on.</summary>
    public BitSet Free { get; } = free;

    /// <summary>Number of times a variable is mentioned, written out in full; saturates.</summary>
    public int Size { get; } = size;

    /// <summary>Levels of the tree.</summary>
    public int Depth { get; } = depth;

    /// <summary>Are they the same formula, letter by letter?</summary>
    public static bool Same(Formula a, Formula b) => ReferenceEquals(a, b) || (a.Size == b.Size && a.Free == b.Free && (a, b) switch
    {
        (ProbabilityFormula p, ProbabilityFormula q) => p.Of == q.Of,
        (SumFormula s, SumFormula t) => s.Over == t.Over && Same(s.Factors, t.Factors),
        (QuotientFormula q, QuotientFormula r) => Same(q.Numerator, r.Numerator) && Same(q.Denominator, r.Denominator),
        _ => false,
    });

    /// <summary>Size of a product.</summary>
    public static int SizeOf(ReadOnlySpan<Formula> factors)
    {
        var size = 0L;
        foreach (var factor in factors)
        {
            size += factor.Size;
        }

        return (int)Math.Min(size, int.MaxValue);
    }

    /// <summary>Levels of a product.</summary>
    public static int DepthOf(ReadOnlySpan<Formula> factors)
    {
        var depth = 0;
        foreach (var factor in factors)
        {
            depth = Math.Max(depth, factor.Depth);
        }

        return factors.Length == 1 ? depth : depth + 1;
    }

    /// <summary>Free variables of a product.</summary>
    public static BitSet FreeOf(ReadOnlySpan<Formula> factors)
    {
        BitSet free = default;
        foreach (var factor in factors)
        {
            free |= factor.Free;
        }

        return free;
    }

    /// <summary>The product as the tree that callers get.</summary>
    /// <param name="factors">The product; not empty.</param>
    /// <param name="names">Names by node, in ordinal order.</param>
    public static Estimand ToEstimand(ReadOnlySpan<Formula> factors, IReadOnlyList<string> names)
    {
        if (factors.Length == 1)
        {
            return factors[0].ToEstimand(names);
        }

        var product = ImmutableArray.CreateBuilder<Estimand>(factors.Length);
        foreach (var factor in factors)
        {
            product.Add(factor.ToEstimand(names));
        }

        return new Estimand { Product = product.MoveToImmutable() };
    }

    /// <summary>Names of a set, in ordinal order.</summary>
    public static ImmutableArray<string> Names(BitSet nodes, IReadOnlyList<string> names)
    {
        var list = ImmutableArray.CreateBuilder<string>(nodes.Count);
        foreach (var node in nodes)
        {
            list.Add(names[node]);
        }

        return list.MoveToImmutable();
    }

    /// <summary>The formula as the tree that callers get.</summary>
    protected abstract Estimand ToEstimand(IReadOnlyList<string> names);

    private static bool Same(Formula[] a, Formula[] b)
    {
        var same = a.Length == b.Length;
        for (var i = 0; same && i < a.Length; i++)
        {
            same = Same(a[i], b[i]);
        }

        return same;
    }
}

/// <summary>P(of | given) of the observed distribution.</summary>
internal sealed class ProbabilityFormula(BitSet of, BitSet given) : Formula(of | given, of.Count + given.Count, 1)
{
    /// <summary>Variables whose joint probability is meant.</summary>
    public BitSet Of { get; } = of;

    /// <summary>Variables conditioned on.</summary>
    public BitSet Given { get; } = given;

    /// <inheritdoc/>
    protected override Estimand ToEstimand(IReadOnlyList<string> names) => new() { P = new ProbabilityTerm(Names(Of, names), Names(Given, names)) };
}

/// <summary>Σ over variables of a product.</summary>
internal sealed class SumFormula(BitSet over, Formula[] factors)
    : Formula(FreeOf(factors) - over, (int)Math.Min((long)SizeOf(factors) + over.Count, int.MaxValue), 1 + DepthOf(factors))
{
    /// <summary>The variables summed over.</summary>
    public BitSet Over { get; } = over;

    /// <summary>What is summed; not to be written.</summary>
    public Formula[] Factors { get; } = factors;

    /// <inheritdoc/>
    protected override Estimand ToEstimand(IReadOnlyList<string> names) =>
        new() { Sum = new SumTerm(Names(Over, names), ToEstimand(Factors, names)) };
}

/// <summary>A quotient of two products.</summary>
internal sealed class QuotientFormula(Formula[] numerator, Formula[] denominator)
    : Formula(
        FreeOf(numerator) | FreeOf(denominator),
        (int)Math.Min((long)SizeOf(numerator) + SizeOf(denominator), int.MaxValue),
        1 + Math.Max(DepthOf(numerator), DepthOf(denominator)))
{
    /// <summary>Numerator; not to be written.</summary>
    public Formula[] Numerator { get; } = numerator;

    /// <summary>Denominator; not to be written.</summary>
    public Formula[] Denominator { get; } = denominator;

    /// <inheritdoc/>
    protected override Estimand ToEstimand(IReadOnlyList<string> names) =>
        new() { Quotient = new QuotientTerm(ToEstimand(Numerator, names), ToEstimand(Denominator, names)) };
}
