using System.Text;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Identification.Id;

/// <summary>Writes estimands as text: <c>Σ_{M} P(M | X) Σ_{X'} P(Y | M, X') P(X')</c>.</summary>
public static class EstimandText
{
    /// <summary>The estimand as text. A sum reaches as far to the right as it can; a name that a sum binds anew gets a prime.</summary>
    /// <param name="estimand">The estimand.</param>
    /// <param name="reserved">Names with a meaning outside, such as the treatments: bound ones get a prime even if they are not free in the
    /// estimand.</param>
    public static string Format(Estimand estimand, IEnumerable<string>? reserved = null)
    {
        var primes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in reserved ?? [])
        {
            primes[name] = 0;
        }

        AddFree(estimand, new Dictionary<string, int>(StringComparer.Ordinal), primes);
        var text = new StringBuilder();
        Write(text, estimand, primes);
        return text.ToString();
    }

    private static void AddFree(Estimand estimand, Dictionary<string, int> bound, Dictionary<string, int> free)
    {
        if (estimand.P is { } p)
        {
            foreach (var name in p.Of)
            {
                AddUnlessBound(name);
            }

            foreach (var name in p.Given)
            {
                AddUnlessBound(name);
            }

            foreach (var name in p.Do ?? [])
            {
                AddUnlessBound(name);
            }
        }
        else if (estimand.Sum is { } sum)
        {
            foreach (var name in sum.Over)
            {
                bound[name] = bound.GetValueOrDefault(name) + 1;
            }

            AddFree(sum.Of, bound, free);
            foreach (var name in sum.Over)
            {
                bound[name]--;
            }
        }
        else if (estimand.Quotient is { } quotient)
        {
            AddFree(quotient.Num, bound, free);
            AddFree(quotient.Den, bound, free);
        }

        foreach (var factor in estimand.Product ?? [])
        {
            AddFree(factor, bound, free);
        }

        void AddUnlessBound(string name)
        {
            if (bound.GetValueOrDefault(name) == 0)
            {
                free.TryAdd(name, 0);
            }
        }
    }

    private static void Write(StringBuilder text, Estimand estimand, Dictionary<string, int> primes)
    {
        if (estimand.P is { } p)
        {
            WriteProbability(text, p, primes);
        }
        else if (estimand.Sum is { } sum)
        {
            WriteSum(text, sum, primes);
        }
        else if (estimand.Quotient is { } quotient)
        {
            WritePart(text, quotient.Num, primes, inBrackets: quotient.Num.P is null);
            text.Append(" / ");
            WritePart(text, quotient.Den, primes, inBrackets: quotient.Den.P is null);
        }
        else if (estimand.Product is { } factors)
        {
            for (var i = 0; i < factors.Length; i++)
            {
                text.Append(i == 0 ? "" : " ");

                // What follows would read as part of a sum or of a denominator.
                WritePart(text, factors[i], primes, inBrackets: factors[i].Product is not null || (factors[i].P is null && i < factors.Length - 1));
            }

            text.Append(factors.IsEmpty ? "1" : "");
        }
    }

    private static void WriteProbability(StringBuilder text, ProbabilityTerm p, Dictionary<string, int> primes)
    {
        text.Append(p.Domain is null ? "P(" : $"P_{p.Domain}(");
        WriteNames(text, p.Of, primes);
        var set = p.Do ?? [];
        text.Append(set.IsEmpty && p.Given.IsEmpty ? "" : " | ");
        if (!set.IsEmpty)
        {
            text.Append("do(");
            WriteNames(text, set, primes);
            text.Append(p.Given.IsEmpty ? ")" : "), ");
        }

        WriteNames(text, p.Given, primes);
        text.Append(')');
    }

    private static void WriteSum(StringBuilder text, SumTerm sum, Dictionary<string, int> primes)
    {
        var outer = new int?[sum.Over.Length];
        for (var i = 0; i < outer.Length; i++)
        {
            outer[i] = primes.TryGetValue(sum.Over[i], out var count) ? count : null;
            primes[sum.Over[i]] = outer[i] + 1 ?? 0;
        }

        text.Append("Σ_{");
        WriteNames(text, sum.Over, primes);
        text.Append("} ");
        Write(text, sum.Of, primes);
        for (var i = 0; i < outer.Length; i++)
        {
            if (outer[i] is { } count)
            {
                primes[sum.Over[i]] = count;
            }
            else
            {
                primes.Remove(sum.Over[i]);
            }
        }
    }

    private static void WritePart(StringBuilder text, Estimand part, Dictionary<string, int> primes, bool inBrackets)
    {
        text.Append(inBrackets ? "(" : "");
        Write(text, part, primes);
        text.Append(inBrackets ? ")" : "");
    }

    private static void WriteNames(StringBuilder text, IReadOnlyList<string> names, Dictionary<string, int> primes)
    {
        for (var i = 0; i < names.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(NameText.InFormula(names[i])).Append('\'', primes.GetValueOrDefault(names[i]));
        }
    }
}
