namespace Isl.Grains.Discovery.Knowledge.Vocabulary;

/// <summary>What a verb says of its subject and its object.</summary>
internal enum VerbClass
{
    /// <summary>The subject acts on the object.</summary>
    Causes,

    /// <summary>The object acts on the subject: "depends on".</summary>
    Responds,

    /// <summary>The two go together, in no direction: "correlates with", "predicts".</summary>
    Associates,

    /// <summary>The subject lies between two others.</summary>
    Mediates,

    /// <summary>The subject acts on two others.</summary>
    Confounds,

    /// <summary>One change amounts to another: "means".</summary>
    Signifies,

    /// <summary>The object is brought to change: "makes … more likely".</summary>
    Makes,

    /// <summary>The subject changes: "rises".</summary>
    Changes,

    /// <summary>People do something with the object: "invest in".</summary>
    Handles,

    /// <summary>The object is kept from acting: "prevents … from".</summary>
    Prevents,

    /// <summary>The object's value is chosen: "set".</summary>
    Decides,

    /// <summary>The subject does not act on the object: "lacks".</summary>
    Spares,

    /// <summary>It matters "for" or "to" the object.</summary>
    Matters,

    /// <summary>Somebody knows or shows what follows.</summary>
    Affirms,

    /// <summary>Somebody believes what follows.</summary>
    Believes,

    /// <summary>Somebody doubts or denies what follows.</summary>
    Doubts,

    /// <summary>Somebody claims, asks or imagines what follows.</summary>
    Claims,

    /// <summary>Before another verb: it is so ("tends to", "continues to").</summary>
    Carries,

    /// <summary>Before another verb: it seems so ("appears to").</summary>
    Seems,

    /// <summary>Before another verb: it is not so ("fails to").</summary>
    Fails,

    /// <summary>With a noun behind it: "has", "exerts", "plays".</summary>
    Bears,
}

/// <summary>The form of a verb.</summary>
[Flags]
internal enum VerbForm
{
    /// <summary>No form.</summary>
    None = 0,

    /// <summary>"affect".</summary>
    Base = 1,

    /// <summary>"affects".</summary>
    Third = 2,

    /// <summary>"affected", finite.</summary>
    Past = 4,

    /// <summary>"affected", behind "be" or "have".</summary>
    Participle = 8,

    /// <summary>"affecting".</summary>
    Gerund = 16,

    /// <summary>Any that can stand alone behind a subject.</summary>
    Finite = Base | Third | Past,
}

/// <summary>One meaning of a verb.</summary>
/// <param name="Class">What it says.</param>
/// <param name="Sign">1 or −1 where it says in which direction, else 0.</param>
/// <param name="Particles">Words of which one must follow, such as "to" behind "leads"; empty for none.</param>
internal sealed record VerbSense(VerbClass Class, int Sign, string[] Particles);
