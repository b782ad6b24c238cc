using System.Collections.Immutable;

namespace Isl.Grains.Discovery.Knowledge.Language;

/// <summary>A variable that a phrase stands for.</summary>
/// <param name="Variable">The variable; −1 for something that is none.</param>
/// <param name="Sign">1 or −1 where the phrase speaks of more or less of it, else 0.</param>
/// <param name="Guesses">1 where the reader guessed, else 0.</param>
/// <param name="IsPlural">The word for it is a plural.</param>
internal readonly record struct Referent(int Variable, int Sign, int Guesses, bool IsPlural)
{
    /// <summary>Is it a variable?</summary>
    public bool IsVariable => Variable >= 0;
}

/// <summary>What the clause before was about: what "it", "this" and "so does" point back to.</summary>
internal sealed class Discourse
{
    private ImmutableArray<Referent> _subjects = [];
    private ImmutableArray<Referent> _objects = [];

    /// <summary>The statement before; null for none.</summary>
    public Statement? Last { get; private set; }

    /// <summary>Keeps what a statement was about.</summary>
    public void Remember(Statement statement, ImmutableArray<Referent> subjects, ImmutableArray<Referent> objects)
    {
        Last = statement;
        (_subjects, _objects) = (subjects, objects);
    }

    /// <summary>A sentence that was not understood stands between: nothing points across it.</summary>
    public void Forget()
    {
        Last = null;
        _subjects = _objects = [];
    }

    /// <summary>What a word points back to; empty where that is not clear.</summary>
    /// <param name="anaphor">The word.</param>
    /// <param name="isObject">It stands behind the verb, so that what stood there before is likelier.</param>
    public ImmutableArray<Referent> Resolve(Anaphor anaphor, bool isObject)
    {
        var (first, second) = isObject ? (_objects, _subjects) : (_subjects, _objects);
        var found = anaphor switch
        {
            Anaphor.It => One(first, plural: false) ?? One(second, plural: false) ?? One(first),
            Anaphor.They => Several(first) ?? Several(second) ?? One(first, plural: true) ?? One(second, plural: true) ?? One(first),
            Anaphor.Both => Several(first) ?? Several(second) ?? (Pair() is (var one, var other) ? [one, other] : null),
            Anaphor.This => One(_objects),
            Anaphor.Former => Pair() is (var former, _) ? [former] : null,
            Anaphor.Latter => Pair() is (_, var latter) ? [latter] : null,
            _ => null,
        };
        return found is null ? [] : [.. found.Value.Select(referent => referent with { Sign = 0, Guesses = 1 })];
    }

    private (Referent Former, Referent Latter)? Pair() =>
        _subjects.Length == 2 && _objects.Length < 2 ? (_subjects[0], _subjects[1])
        : _objects.Length == 2 && _subjects.Length < 2 ? (_objects[0], _objects[1])
        : _subjects.Length == 1 && _objects.Length == 1 ? (_subjects[0], _objects[0])
        : null;

    /// <summary>Does a name look like a plural?</summary>
    public static bool IsPlural(string name) =>
        name.Length > 2 && name[^1] is 's' or 'S' && char.ToLowerInvariant(name[^2]) is not ('s' or 'u' or 'i' or 'c');

    private static ImmutableArray<Referent>? One(ImmutableArray<Referent> referents, bool plural) =>
        One(referents) is { } one && one[0].IsPlural == plural ? one : null;

    private static ImmutableArray<Referent>? One(ImmutableArray<Referent> referents) =>
        referents.Length == 1 && referents[0].IsVariable ? referents : null;

    private static ImmutableArray<Referent>? Several(ImmutableArray<Referent> referents) =>
        referents.Length > 1 && referents.All(referent => referent.IsVariable) ? referents : null;
}
