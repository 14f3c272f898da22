"""French headings of columns, and French words for the closed lists of the journal."""

from __future__ import annotations

from typing import Final

HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    "ref": (
        *("Numéro", "Numéro d'ordre", "N° d'ordre", "Référence", "Réf"),
        *("Numéro de pièce", "N° de pièce"),
    ),
    "on": ("Date", "Date de la dépense", "Date dépense", "Date comptable"),
    "amount": (
        *("Montant", "Montant (EUR)", "Montant en euros", "Montant TVAC"),
        *("Montant TTC", "Montant TVA comprise", "Montant total"),
    ),
    "category": (*("Catégorie", "Type de dépense", "Nature", "Nature de la dépense"),),
    "beneficiary": (
        *("Bénéficiaire", "Bénéficiaires", "Pour qui", "Public cible", "Groupe cible"),
    ),
    "people": (
        *("Nombre de personnes", "Nombre de participants", "Nombre", "Participants"),
        "Personnes",
    ),
    "supplier": ("Fournisseur", "Firme", "Société", "Organisme", "Organisation"),
    "supplier_number": (
        *("Numéro d'entreprise", "N° d'entreprise", "Numéro BCE", "N° BCE", "BCE"),
        *("Numéro de TVA", "N° de TVA", "N° TVA"),
    ),
    "supplier_iban": ("IBAN", "Numéro de compte", "N° de compte", "Compte bancaire"),
    "invoice": (
        *("Facture", "Numéro de facture", "N° de facture", "N° facture"),
        *("No de facture", "No facture"),
    ),
    "invoiced": ("Date de facture", "Date de la facture", "Date facture"),
    "description": ("Description", "Libellé", "Désignation"),
    "imposed": ("Imposé", "Imposée", "Obligatoire"),
    "borne_by_staff": ("À charge du personnel", "Payé par le personnel"),
    "initiative": ("Initiative",),
    "activity_from": (
        *("Activité du", "Début de l'activité", "Début activité", "Date de début"),
    ),
    "activity_until": (
        *("Activité au", "Fin de l'activité", "Fin activité", "Date de fin"),
    ),
    "invoice_total": (
        *("Total de la facture", "Total facture", "Montant de la facture"),
        "Montant facture",
    ),
    "part": ("Partie", "Partie de facture", "Partie de la facture"),
    "shared_with": ("Partagé avec", "Partagée avec"),
    "activity": ("Activité",),
    "relevance": ("Pertinence", "Justification"),
    "area": ("Domaine", "Domaine d'apprentissage", "Matière"),
    "link_amount": ("Montant justifié",),
    "paid_on": ("Payé le", "Date de paiement", "Date du paiement", "Date paiement"),
    "payment_reference": (
        *("Communication", "Référence bancaire", "Référence de paiement"),
    ),
    "document": (
        *("Pièce justificative", "Pièces justificatives", "Justificatif", "Fichier"),
    ),
    "duplicate_reason": ("Motif du doublon", "Raison du doublon"),
}
"""By the journal field that they mean."""

IGNORABLE: Final[tuple[str, ...]] = (
    *("Remarque", "Remarques", "Commentaire", "Commentaires", "Note", "Observation"),
    *("Observations", "Solde"),
)

TOTALS: Final[tuple[str, ...]] = ("Totaux", "Total général", "Sous-total", "Somme")

VALUES: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "category": {
        "external-training": ("formation externe", "formation", "formation continue"),
        "study-day-expert": (
            *("intervenant journée pédagogique", "journée pédagogique"),
            *("expert journée d'étude", "journée d'étude"),
        ),
        "primary-bachelor-track": (
            *("bachelier parcours raccourci", "bachelier raccourci"),
            *("parcours raccourci",),
        ),
        "head-training": (
            *("formation direction", "formation de direction", "formation directeur"),
            *("formation des directeurs", "formation des directions"),
        ),
        "internal-material": ("matériel interne", "matériel"),
        "travel": ("déplacement", "déplacements", "frais de déplacement", "transport"),
        "other": ("autre", "autres"),
        "leisure": ("loisirs", "loisir", "temps libre", "détente"),
        "own-staff-pay": (
            *("propre personnel", "personnel propre", "rémunération du personnel"),
        ),
    },
    "beneficiary": {
        "staff": (
            *("membre du personnel", "membres du personnel", "personnel"),
            *("enseignant", "enseignante"),
        ),
        "team": ("équipe", "équipe scolaire", "équipe éducative", "toute l'équipe"),
        "non-subsidised": (
            *("non subventionné", "personnel non subventionné"),
            *("membre du personnel non subventionné",),
        ),
        "head": ("directeur", "directrice", "direction"),
        "future-head": ("futur directeur", "future directrice", "future direction"),
        "volunteer": ("bénévole", "bénévoles", "volontaire", "volontaires"),
        "outsider": ("externe", "personne externe", "personne extérieure"),
        "other-school": ("autre école", "personnel d'une autre école"),
    },
    "area": {
        "dutch": ("néerlandais", "langue néerlandaise"),
        "mathematics": ("mathématiques", "math"),
        "other": ("autre", "autres"),
    },
    "imposed": {
        "true": ("oui", "vrai"),
        "false": ("non", "faux"),
    },
}
"""By the field, and the code that they stand for."""
