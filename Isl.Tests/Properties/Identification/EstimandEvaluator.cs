using System.Collections.Immutable;
using System.Text.Json;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Tests.Properties.Identification;

/// <summary>Computes estimands exactly on a joint distribution of binary variables.</summary>
/// <param name="names">Names of the variables; the value of variable i is bit i of an index into the joint.</param>
/// <param name="joint">Probability of every combination of values.</param>
internal sealed class EstimandEvaluator(IReadOnlyList<string> names, double[] joint)
{
    private readonly Dictionary<int, double[]> _marginals = [];

    /// <summary>The estimand as the service writes it in JSON.</summary>
    public static Estimand Read(JsonElement json)
    {
        var member = Assert.Single(json.EnumerateObject());
        return member.Name switch
        {
            "p" => new Estimand { P = new ProbabilityTerm(Names(member.Value.GetProperty("of")), Names(member.Value.GetProperty("given"))) },
            "sum" => new Estimand { Sum = new SumTerm(Names(member.Value.GetProperty("over")), Read(member.Value.GetProperty("of"))) },
            "product" => new Estimand { Product = [.. member.Value.EnumerateArray().Select(Read)] },
            "quotient" => new Estimand { Quotient = new QuotientTerm(Read(member.Value.GetProperty("num")), Read(member.Value.GetProperty("den"))) },
            _ => throw new ArgumentException($"{member.Name} is no part of an estimand."),
        };

        static ImmutableArray<string> Names(JsonElement list) => [.. list.EnumerateArray().Select(name => name.GetString()!)];
    }

    /// <summary>Value of the estimand where the variables free in it have these values; a free variable without a value is an error.</summary>
    public double Evaluate(Estimand estimand, IReadOnlyDictionary<string, int> values)
    {
        var (known, bits) = (0, 0);
        foreach (var (name, value) in values)
        {
            known |= 1 << IndexOf(name);
            bits |= value << IndexOf(name);
        }

        return Evaluate(estimand, known, bits);
    }

    private double Evaluate(Estimand estimand, int known, int bits)
    {
        if (estimand.P is { } p)
        {
            var given = Mask(p.Given);
            var whole = given | Mask(p.Of);
            Assert.Equal(whole, whole & known);
            Assert.Equal(0, given & Mask(p.Of));
            return Marginal(whole)[bits & whole] / Marginal(given)[bits & given];
        }

        if (estimand.Sum is { } sum)
        {
            var over = Mask(sum.Over);
            var total = 0.0;
            for (var subset = over; ; subset = (subset - 1) & over)
            {
                total += Evaluate(sum.Of, known | over, (bits & ~over) | subset);
                if (subset == 0)
                {
                    return total;
                }
            }
        }

        if (estimand.Quotient is { } quotient)
        {
            return Evaluate(quotient.Num, known, bits) / Evaluate(quotient.Den, known, bits);
        }

        return estimand.Product!.Value.Aggregate(1.0, (product, factor) => product * Evaluate(factor, known, bits));
    }

    /// <summary>Probabilities of the values of a set of variables, at the indices where all other bits are 0.</summary>
    private double[] Marginal(int mask)
    {
        if (!_marginals.TryGetValue(mask, out var marginal))
        {
            marginal = new double[joint.Length];
            for (var i = 0; i < joint.Length; i++)
            {
                marginal[i & mask] += joint[i];
            }

            _marginals.Add(mask, marginal);
        }

        return marginal;
    }

    private int Mask(ImmutableArray<string> set)
    {
        var mask = 0;
        foreach (var name in set)
        {
            mask |= 1 << IndexOf(name);
        }

        return mask;
    }

    private int IndexOf(string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        throw new ArgumentException($"{name} is no observed variable.");
    }
}
