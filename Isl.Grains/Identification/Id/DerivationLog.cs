using System.Collections.Immutable;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;
using Isl.Grains.Words;

namespace Isl.Grains.Identification.Id;

/// <summary>Collects the steps of a derivation in the caller's names, up to a bound.</summary>
/// <param name="names">Names by node, in ordinal order.</param>
/// <param name="reserved">Variables that the query mentions.</param>
internal sealed class DerivationLog(IReadOnlyList<string> names, BitSet reserved)
{
    private const int MaxSteps = 200;
    private const int MaxNodes = 5_000;
    private const int MaxNamesInText = 12;
    private const int MaxExpressionSize = 200;

    private readonly ImmutableArray<DerivationStep>.Builder _steps = ImmutableArray.CreateBuilder<DerivationStep>();
    private int _nodes;
    private bool _truncated;

    /// <summary>Is there room for another step?</summary>
    public bool IsOpen => !_truncated;

    /// <summary>The steps so far.</summary>
    public Derivation Steps => new(_steps.ToImmutable(), _truncated);

    /// <summary>Adds a step.</summary>
    public void Add(string rule, string query, Finding description, BitSet nodes = default, params ReadOnlySpan<Formula> expression)
    {
        _truncated |= _steps.Count >= MaxSteps || _nodes + nodes.Count > MaxNodes;
        if (!_truncated)
        {
            _nodes += nodes.Count;
            _steps.Add(new DerivationStep(rule, query, description.Text, Formula.Names(nodes, names), Text(expression)));
        }
    }

    /// <summary>Adds a step that says how an expression is written, unless the last step arrived at the same one.</summary>
    public void AddUnlessSame(string rule, string query, Finding description, ReadOnlySpan<Formula> expression)
    {
        if (_steps.Count == 0 || _steps[^1].Expression is not { } last || last != Text(expression))
        {
            Add(rule, query, description, default, expression);
        }
    }

    /// <summary>An effect in words: <c>P(Y | do(X), Z)</c>.</summary>
    public string Effect(BitSet outcomes, BitSet treatments, BitSet conditions = default)
    {
        var set = treatments.IsEmpty ? "" : $"do({List(treatments)})";
        var seen = conditions.IsEmpty ? "" : List(conditions);
        var bar = set.Length + seen.Length == 0 ? "" : " | ";
        return $"P({List(outcomes)}{bar}{set}{(set.Length > 0 && seen.Length > 0 ? ", " : "")}{seen})";
    }

    /// <summary>The names of a set.</summary>
    public ImmutableArray<string> Names(BitSet nodes) => Formula.Names(nodes, names);

    /// <summary>A set in a formula, the first dozen of its names.</summary>
    private string List(BitSet nodes)
    {
        var listed = new List<string>();
        foreach (var node in nodes)
        {
            if (listed.Count == MaxNamesInText)
            {
                listed.Add($"and {nodes.Count - MaxNamesInText} more");
                break;
            }

            listed.Add(names[node]);
        }

        return string.Join(", ", listed);
    }

    /// <summary>A product as text, with primes on variables of the query that it binds; null when it is long or empty.</summary>
    public string? Text(ReadOnlySpan<Formula> factors) => factors.IsEmpty || Formula.SizeOf(factors) > MaxExpressionSize
        ? null
        : Text(Formula.ToEstimand(factors, names));

    /// <summary>An estimand as text, with primes on variables of the query that it binds.</summary>
    public string Text(Estimand estimand) => EstimandText.Format(estimand, Formula.Names(reserved, names));
}
